"""Each rule by itself: what it finds, what it lets pass, and what it blocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from cases.pages import PAGES
from cases.rules import time
from cases.rules.catalogue import enter_all, everything
from cases.rules.file import (
    AssignmentFact,
    CheckFact,
    DecisionFact,
    HandoverFact,
    Legal,
    Person,
    RecusalFact,
    ServiceFact,
    StepFact,
    Terms,
)
from cases.rules.registry import RULES, Rule, RuleBroken, audit, enter, hold
from cases.rules.review import review_required
from cases.rules.saying import finding, plain, same, say
from enforcement.flowcharts import acts
from tests.factories.files import (
    HELPER,
    A,
    B,
    a_clean_file,
    a_file,
    codes,
    day,
    decision,
    discussion,
    hearing,
    inquiry,
    notice,
    officer,
    review,
    terms,
)

pytestmark = pytest.mark.usefixtures("_english")


def keys(file, rule):
    return [f.key for f in audit(file, [rule])]


class TestRegister:
    def test_every_rule_is_entered_once(self):
        enter_all()
        assert [r.code for r in everything()] == sorted(RULES)
        with pytest.raises(ValueError, match="twice"):
            enter(everything()[0])

    def test_a_rule_is_law_from_a_day_to_a_day(self):
        rule = Rule("X", "x", "x", lambda file: [], to_on=date(2026, 1, 1))
        assert not rule.in_force(date(2021, 7, 14))
        assert rule.in_force(date(2026, 1, 1))
        assert not rule.in_force(date(2026, 1, 2))

    def test_where_nothing_is_filed_the_day_of_the_clue_says_which_law_applies(self):
        rule = Rule("X", "x", "x", lambda file: [finding("X", "x", article="x")])
        file = a_file(chart="S", clue_on=date(2019, 5, 10), filed_on=None)
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(RULES, "X", rule)
            assert audit(file, ["X"]) == []
            assert audit(replace(file, clue_on=date(2021, 7, 15)), ["X"]) != []

    def test_an_old_case_is_not_judged_by_the_new_law(self):
        file = a_clean_file(filed_on=date(2021, 7, 14))
        assert audit(file) == []
        assert codes(audit(replace(file, filed_on=date(2021, 7, 15)))) == ["R22"]

    def test_the_gravest_come_first(self):
        file = a_clean_file(inquiries=(inquiry("03-16", A),), published_on=day("04-15"))
        assert [f.severity for f in audit(file)] == ["red", "yellow"]

    def test_every_rule_names_its_article_and_its_acts_exist(self):
        for rule in everything():
            assert rule.article
            assert str(rule.title)
        known = acts.codes() | set(PAGES)
        assert {act for rule in everything() for act in rule.acts} <= known


class TestSaying:
    def test_a_finding_is_said_again_in_another_language(self):
        found = audit(a_clean_file(published_on=day("04-15")))[0]
        with translation.override("zh-hans"):
            assert say(found.message, dict(found.params)) == "2026年4月2日的决定应当在2026年4月14日前公开。"
            assert say(found.advice, dict(found.params)) == "请立即公开。"

    def test_amounts_are_said_without_needless_digits(self):
        assert [plain(Decimal(x)) for x in ("5000.00", "0.50", "12.34")] == ["5000", "0.5", "12.34"]

    def test_a_sentence_without_parameters_may_hold_a_percent_sign(self):
        assert say("100 %", {}) == "100 %"
        assert finding("R", "x", article="y").remedy == ""

    def test_persons_are_the_same_by_id_else_by_name(self):
        assert same(Person("甲", 1), Person("乙", 1))
        assert not same(Person("甲", 1), Person("甲", 2))
        assert same(Person("甲", 1), Person("甲"))
        assert not same(Person(""), Person(""))
        assert not same(None, Person("甲"))
        assert same(A, replace(A, credential="x"))
        assert same(replace(A, person_id=1), Person("丙", 1))


class TestPersons:
    def test_the_same_person_twice_is_one(self):
        assert keys(a_clean_file(inquiries=(inquiry("03-16", A, A),)), "R01") == ["inquiry:0"]

    def test_a_case_assigned_to_one_officer(self):
        alone = (AssignmentFact(A, "lead", day("03-12")),)
        with pytest.raises(RuleBroken, match="assigned to 1"):
            hold(a_clean_file(assignments=alone, closed_on=None), "assign")
        assert keys(a_clean_file(assignments=alone), "R01") == []

    def test_an_assignment_of_an_auxiliary(self):
        parts = (AssignmentFact(A, "lead", day("03-12")), AssignmentFact(HELPER, "co", day("03-12")))
        assert codes(audit(a_clean_file(assignments=parts))) == ["R03"]

    def test_an_unknown_fault_is_told_as_no_credential(self):
        file = a_clean_file(inquiries=(inquiry("03-16", A, B, officer("丑", fault="strange")),))
        assert "there is no credential" in audit(file)[0].sentence

    def test_a_service_by_post_needs_no_officers(self):
        assert audit(a_clean_file(services=(ServiceFact("decision", day("04-03"), (), "post"),))) == []
        assert keys(a_clean_file(services=(ServiceFact("decision", day("04-03")),)), "R01") == ["service:decision:0"]

    def test_a_notice_served_by_one_is_cured_by_another_notice(self):
        wrong = replace(notice("03-20", terms(5000)), officers=(A,))
        file = a_clean_file(notices=(wrong, notice("03-24", terms(5000))))
        found = audit(file, ["R01"])
        assert [f.blocks for f in found] == [False]

    def test_whoever_was_recused_does_nothing_any_more(self):
        gone = (Person("甲", since=day("03-15")),)
        found = audit(a_clean_file(recused=gone), ["R04"])
        assert {f.step for f in found} == {"P04", "P05", "P09", "P16"}
        with pytest.raises(RuleBroken):
            hold(a_clean_file(recused=(Person("甲"),)), "assign")

    @pytest.mark.parametrize(
        ("name", "facts"),
        [
            ("辛", {"checks": (CheckFact(Person("辛"), day("03-20"), "agreed"),)}),
            ("戊", {"reviews": (review("04-01"),)}),
            ("己", {"hearings": (hearing("03-26"),)}),
            ("庚", {"hearings": (hearing("03-26"),)}),
            ("负责人1", {"discussions": (discussion("04-01"),)}),
        ],
    )
    def test_in_any_other_role_too(self, name, facts):
        file = a_clean_file(recused=(Person(name),), **facts)
        assert len(audit(file, ["R04"])) == 1

    def test_a_hearing_without_chair_yet(self):
        file = a_clean_file(recused=(Person("己"),), hearings=(hearing("03-26", chair=None, recorder=None),))
        assert audit(file, ["R04"]) == []

    def test_a_request_for_recusal_is_decided_in_three_days(self):
        step = StepFact("P32", "回避", day("03-16"))
        assert keys(a_clean_file(today=day("03-19"), steps=(step,)), "R04") == []
        assert keys(a_clean_file(today=day("03-20"), steps=(step,)), "R04") == ["undecided:2026-03-16"]
        asked = RecusalFact(Person("乙"), day("03-16"))
        assert keys(a_clean_file(today=day("03-20"), recusals=(asked,)), "R04") == ["undecided:2026-03-16"]
        answered = replace(asked, decided_on=day("03-18"), granted=False)
        assert keys(a_clean_file(today=day("03-20"), recusals=(answered,)), "R04") == []

    def test_no_lead_and_a_change_without_reason(self):
        alone = (AssignmentFact(A, "co", day("03-12")),)
        assert keys(a_clean_file(assignments=alone, closed_on=None), "R35") == ["none"]
        changed = (
            AssignmentFact(A, "lead", day("03-12"), day("03-20")),
            AssignmentFact(B, "lead", day("03-20")),
        )
        assert keys(a_clean_file(assignments=changed), "R35") == ["handover:2026-03-20", "changed:2026-03-20"]
        named = (changed[0], replace(changed[1], reason="病假"))
        assert keys(a_clean_file(assignments=named), "R35") == ["handover:2026-03-20"]
        unsigned = HandoverFact(Person("乙"), day("03-20"))
        assert keys(a_clean_file(assignments=named, handovers=(unsigned,)), "R35") == ["handover:2026-03-20"]
        signed = replace(unsigned, done_on=day("03-20"))
        assert keys(a_clean_file(assignments=named, handovers=(signed,)), "R35") == []


class TestFiling:
    @pytest.mark.parametrize(
        ("filed", "severity"), [("03-31", None), ("04-01", "yellow"), ("04-22", "yellow"), ("04-23", "red")]
    )
    def test_fifteen_days_and_fifteen_more(self, filed, severity):
        found = audit(a_clean_file(filed_on=day(filed), inquiries=(), decision=None, notices=()), ["R05"])
        assert [f.severity for f in found] == ([severity] if severity else [])

    def test_a_clue_that_was_not_filed_is_judged_by_its_refusal(self):
        step = StepFact("P03", "立案审批", day("03-20"), day("03-25"))
        assert keys(a_file("12-01", clue_on=day("03-10"), steps=(step,)), "R05") == []
        assert keys(a_file("12-01", clue_on=day("03-10")), "R05") == ["check"]
        assert keys(a_file("12-01", clue_on=day("03-10"), chart="S"), "R05") == []

    def test_evidence_before_filing(self):
        assert keys(a_clean_file(inquiries=(inquiry("03-11", id=7),)), "R06") == ["early:7"]
        assert keys(a_clean_file(inquiries=(inquiry("03-11", kind="check"), inquiry("03-16"))), "R06") == []

    def test_a_case_that_was_never_filed(self):
        with pytest.raises(RuleBroken) as refusal:
            hold(a_clean_file(filed_on=None), "decide")
        assert refusal.value.code == "R06"
        assert keys(a_file(inquiries=(inquiry("03-16"),)), "R06") == ["unfiled"]
        assert keys(a_file(), "R06") == []
        assert keys(a_clean_file(filed_on=None, chart="S"), "R06") == []

    def test_an_act_discovered_after_two_years_waits_for_the_review(self):
        old = a_clean_file(act_on=date(2024, 2, 29))
        assert time.limitation_until(date(2024, 2, 29), Legal()) == date(2026, 2, 28)
        assert review_required(old)
        with pytest.raises(RuleBroken) as refusal:
            hold(old, "decide")
        assert refusal.value.code in {"R16", "R29"}
        reviewed = replace(old, reviews=(review("04-01"),))
        hold(reviewed, "decide")
        assert [f.severity for f in audit(reviewed, ["R29"])] == ["yellow"]
        assert audit(a_clean_file(act_on=day("03-01")), ["R29"]) == []


class TestNotice:
    def test_no_notice(self):
        assert keys(a_clean_file(notices=()), "R09") == ["none"]
        assert keys(a_clean_file(notices=(notice("04-03", terms(5000)),)), "R09") == ["none"]
        assert audit(a_clean_file(notices=(notice("04-03", terms(5000)),)), ["R10"]) == []

    @pytest.mark.parametrize(
        ("given", "key"),
        [
            (terms(5001), "heavier"), (terms(5000, 1), "heavier"), (terms(5000, 0, "close"), "heavier"),
            (terms(4000), None), (terms(5000, basis="另一部法"), "basis"),
            (replace(terms(5000), facts="另一事实"), "facts"), (terms(5000, basis=" 中华人民共和国行政处罚法 第九条"), None),
        ],
    )  # fmt: skip
    def test_the_decision_against_the_notice(self, given, key):
        file = a_clean_file(decision=decision("04-02", given, publish=True))
        assert keys(file, "R09") == ([key] if key else [])

    def test_no_penalty_needs_no_notice(self):
        none = DecisionFact("no_penalty", day("04-02"), Terms())
        file = a_clean_file(notices=(), decision=none)
        assert [f for f in audit(file) if f.rule in {"R09", "R10", "R11", "R12", "R16", "R18", "R37"}] == []

    def test_a_hearing_withdrawn_or_missed_is_no_longer_owed(self):
        asked = notice("03-24", terms(150000), hearing=True, hearing_requested_on=day("03-26"))
        file = a_clean_file(notices=(asked,), decision=decision("04-02", terms(150000)))
        assert keys(file, "R12") == ["asked:2026-03-26"]
        ended = hearing("03-26", ended_on=day("03-30"), end_reason="withdrawn")
        assert keys(replace(file, hearings=(ended,)), "R12") == []

    def test_a_request_known_only_by_its_hearing(self):
        told = notice("03-24", terms(150000), hearing=True)
        file = a_clean_file(notices=(told,), decision=decision("04-02", terms(150000)), hearings=(hearing("03-26"),))
        assert keys(file, "R12") == ["asked:2026-03-26"]

    def test_the_first_day_before_any_notice(self):
        assert time.decision_day(a_file()) is None
        assert time.safe_decision_day(a_file()) is None
