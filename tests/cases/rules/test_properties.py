"""Random files: no rule fails on any of them, and some truths hold for all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.rules import file as facts
from cases.rules import time
from cases.rules.file import CaseFile, Legal
from cases.rules.hearing import hearing_required
from cases.rules.preview import NAMING, Candidate, preview
from cases.rules.registry import RULES, audit
from cases.rules.thresholds import DEFAULTS
from enforcement.flowcharts.calendar.national import national

CALENDAR = national()
FAST = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
days = st.dates(date(2025, 6, 1), date(2026, 12, 31))
maybe = st.none() | days
names = st.sampled_from("甲乙丙丁戊己")
people = st.builds(facts.Person, names, st.none() | st.integers(1, 4), maybe)
officers = st.builds(
    facts.Officer,
    names,
    st.none() | st.integers(1, 4),
    st.sampled_from(["officer", "helper"]),
    st.just("15"),
    st.booleans(),
    st.sampled_from(["", "expired", "post_kind", "suspended", "strange"]),
)
KINDS = ["fine", "confiscation", "close", "revoke_licence", "suspend_licence", "warning"]
amounts = st.integers(0, 300000).map(Decimal)
terms = st.builds(
    facts.Terms,
    amounts,
    amounts,
    st.lists(st.sampled_from(KINDS), max_size=2).map(tuple),
    st.sampled_from(["", "事实"]),
    st.sampled_from(["", "法", "另法"]),
)


def few(of, size=3):
    return st.lists(of, max_size=size).map(tuple)


files = st.builds(
    CaseFile, st.just(CALENDAR), days,
    st.builds(
        Legal, hearing_notice_clear=st.booleans(), discussion_mode=st.sampled_from(["majority", "head_with_reasons"]),
        discuss_from_fine=st.none() | amounts, review_from_fine=st.none() | amounts, business_counts_as_person=st.booleans(),
    ),
    party_kind=st.sampled_from(["person", "business", "organisation"]), clue_on=maybe, filed_on=maybe, act_on=maybe,
    is_complex=st.booleans(), public_interest=st.booleans(), many_relations=st.booleans(),
    chart=st.sampled_from(["P", "S"]), version_number=st.integers(0, 2), charted=few(st.sampled_from(["P01", "P05"])),
    assignments=few(st.builds(facts.AssignmentFact, officers, st.sampled_from(["lead", "co"]), days, maybe)),
    recused=few(people),
    inquiries=few(st.builds(
        facts.InquiryFact, st.sampled_from(["check", "interview", "strange"]), days, few(officers), st.just("x"), st.booleans(),
    )),
    measures=few(st.builds(
        facts.MeasureFact, st.sampled_from(["preserve", "seize"]), days, days, maybe, maybe, maybe, st.integers(0, 9),
        st.none(), st.none(), maybe, st.sampled_from(["", "物品"]),
    )),
    proposals=few(terms),
    notices=few(st.builds(facts.NoticeFact, days, days, st.booleans(), terms, few(officers), maybe, maybe)),
    hearings=few(st.builds(
        facts.HearingFact, days, maybe, maybe, st.none() | people, st.sampled_from(["", "1"]), st.none() | people, maybe,
        maybe, st.booleans(), maybe, maybe, st.booleans(), st.sampled_from(["", "拒"]), maybe, maybe,
        st.sampled_from(["", "withdrawn", "odd"]),
    )),
    checks=few(st.builds(facts.CheckFact, people, days, st.just("agreed"))),
    reviews=few(st.builds(facts.ReviewFact, people, days, st.booleans(), st.sampled_from(["", "A"]), st.booleans())),
    discussions=few(st.builds(
        facts.DiscussionFact, days, maybe,
        few(st.builds(
            facts.MemberFact, people, st.booleans(), st.booleans(), st.none() | st.integers(1, 5),
            st.sampled_from(["", "penalise", "no_penalty"]), st.just(""), st.booleans(),
        ), 4),
        st.sampled_from(["", "penalise", "no_penalty", "odd"]), st.sampled_from(["", "penalise"]), st.text(max_size=3),
        maybe, maybe,
    )),
    decision=st.none() | st.builds(
        facts.DecisionFact, st.sampled_from(["penalise", "no_penalty", "transfer"]), days, terms,
        publish=st.booleans(), dated_on=maybe, sealed=st.booleans(),
    ),
    services=few(st.builds(facts.ServiceFact, st.sampled_from(["decision", "notice"]), days, few(officers))),
    published_on=maybe, closed_on=maybe, performed_on=maybe,
    clocks=few(st.builds(facts.ClockFact, st.just("decision"), days, days, maybe, maybe, st.just(90), maybe), 1),
    steps=few(st.builds(
        facts.StepFact, st.sampled_from(["P01", "P03", "P32", "H09", "C08"]), st.just("x"), days, maybe, maybe,
        st.integers(0, 2),
    )),
)  # fmt: skip


@FAST
@given(files)
def test_no_rule_fails_on_any_file_and_every_finding_is_whole(file):
    found = audit(file)
    for one in found:
        assert one.rule in RULES
        assert one.sentence
        assert one.article
        assert one.key
        assert one.message
        assert "%(" not in one.sentence
        assert one.severity == "red" or one.rule in {"R04", "R05", "R06", "R08", "R09", "R13", "R15", "R20"} | {
            code for code, rule in RULES.items() if rule.severity == "yellow"
        } | {"R18", "R34", "R37", *DEFAULTS}  # what has a term is yellow before its end


@FAST
@given(files)
def test_an_audit_is_the_same_twice(file):
    assert audit(file) == audit(file)


@FAST
@given(files, st.sampled_from(sorted(NAMING)), names, st.booleans())
def test_a_preview_never_fails(file, act, name, valid):
    officer = facts.Officer(name, valid=valid, fault="" if valid else "expired")
    told = preview(file, act, people=[Candidate(name, officer=officer)])
    assert len(told) == 1
    assert told[0].ok or told[0].sentence
    preview(file, "decide")


@FAST
@given(terms, amounts, st.sampled_from(["person", "business", "organisation"]))
def test_more_money_never_takes_the_hearing_away(given_terms, more, kind):
    if hearing_required(given_terms, kind, Legal()):
        assert hearing_required(replace(given_terms, fine=given_terms.fine + more), kind, Legal())
    if hearing_required(given_terms, "organisation", Legal()):
        assert hearing_required(given_terms, "person", Legal())


@FAST
@given(files)
def test_another_valid_officer_never_makes_r01_worse(file):
    def broken(one):
        return {f.key for f in audit(one, ["R01"])}

    extra = facts.Officer("辰", valid=True)
    more = replace(file, inquiries=tuple(replace(i, officers=(*i.officers, extra)) for i in file.inquiries))
    assert broken(more) <= broken(file)


@FAST
@given(files)
def test_a_waiver_never_moves_the_decision_back(file):
    first = time.decision_day(file)
    if first is None:
        return
    served = max(n.served_on for n in file.notices)
    waived = tuple(replace(n, waived_on=n.served_on) for n in file.notices)
    assert time.decision_day(replace(file, notices=waived)) == served
    assert time.safe_decision_day(file) >= first
    assert CALENDAR.is_working(time.safe_decision_day(file))


@FAST
@given(files, st.integers(1, 30))
def test_what_was_late_stays_late(file, later):
    late = {f.key for f in audit(file, ["R07", "R32"]) if f.severity}
    after = replace(file, today=file.today + timedelta(days=later))
    assert late <= {f.key for f in audit(after, ["R07", "R32"])}


@FAST
@given(days, st.integers(1, 25))
def test_a_notice_is_in_time_by_its_last_day_if_and_only_if_the_rule_counts_days_enough(served, later):
    held = served + timedelta(days=later)
    for legal in (Legal(), Legal(hearing_notice_clear=False)):
        enough = time.notice_days(served, held, legal, CALENDAR) >= legal.hearing_notice_days
        assert enough is (served <= time.notice_of_hearing_by(held, legal, CALENDAR))


@FAST
@given(days)
def test_a_hearing_on_the_first_lawful_day_is_in_time(served):
    served = CALENDAR.next_working(served)
    for legal in (Legal(), Legal(hearing_notice_clear=False)):
        first = time.earliest_hearing(served, legal, CALENDAR)
        assert time.notice_days(served, first, legal, CALENDAR) >= legal.hearing_notice_days
        assert time.notice_of_hearing_by(first, legal, CALENDAR) >= served
        before = CALENDAR.subtract_working(first, 1)
        assert time.notice_days(served, before, legal, CALENDAR) < legal.hearing_notice_days
