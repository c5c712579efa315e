"""The rules on hearing, review, discussion, decision and what follows; what previews tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from cases.rules import discussion as talks
from cases.rules import time
from cases.rules.file import (
    CheckFact,
    ClockFact,
    DecisionFact,
    Legal,
    MeasureFact,
    Person,
    ServiceFact,
    StepFact,
    Terms,
)
from cases.rules.hearing import hearing_required
from cases.rules.preview import Candidate, enough, group, preview
from cases.rules.registry import RuleBroken, audit, hold
from cases.rules.review import latest_terms, review_required
from cases.rules.thresholds import Points
from enforcement.flowcharts.calendar.national import national
from tests.factories.files import (
    CHAIR,
    HELPER,
    REVIEWER,
    A,
    B,
    C,
    a_clean_file,
    a_file,
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


class TestHearing:
    @pytest.mark.parametrize(
        "kind", ["downgrade", "revoke_licence", "shutdown", "close", "restrict", "suspend_licence"]
    )
    def test_heavy_kinds(self, kind):
        assert hearing_required(terms(0, 0, kind), "organisation", Legal())

    def test_amounts_by_kind_of_party(self):
        legal = Legal()
        assert hearing_required(terms(99999), "organisation", legal) == ""
        assert hearing_required(terms(100000), "organisation", legal)
        assert hearing_required(terms(10000), "business", legal)
        assert hearing_required(terms(10000), "business", replace(legal, business_counts_as_person=False)) == ""
        assert "confiscation" in hearing_required(terms(0, 10000), "person", legal)
        assert (
            hearing_required(terms(0, 0, "suspend_licence"), "person", replace(legal, suspension_counts_as_heavy=False))
            == ""
        )

    def test_a_hearing_announced_late_or_never(self):
        held = hearing("03-26", held="04-08", served="03-26")
        file = a_clean_file(hearings=(held,))
        assert audit(file, ["R13"]) == []
        assert [f.step for f in audit(a_clean_file(hearings=(replace(held, announced_on=None),)), ["R13"])] == ["H07"]
        assert audit(a_clean_file(hearings=(replace(held, announced_on=None, is_public=False),)), ["R13"]) == []
        assert (
            audit(
                a_clean_file(hearings=(replace(held, ended_on=day("04-08"), notice_served_on=day("04-07")),)), ["R13"]
            )
            == []
        )

    def test_the_chairs_certificate(self):
        file = a_clean_file(hearings=(hearing("03-26", chair_certificate=""),))
        assert len(keys(file, "R14")) == 1
        assert keys(replace(file, legal=Legal(chair_needs_certificate=False)), "R14") == []

    def test_a_recorder_who_was_assigned(self):
        file = a_clean_file(
            inquiries=(inquiry("03-16", C, officer("子")),), hearings=(hearing("03-26", recorder=Person("甲")),)
        )
        found = audit(file, ["R14"])
        assert "recorder" in found[0].sentence
        assert "assignment" in found[0].sentence

    def test_the_record(self):
        held = hearing("03-26", held="04-08", served="03-26", record_signed=False)
        open_file = a_clean_file(decision=None, hearings=(held,))
        assert keys(open_file, "R15") == []
        left = replace(open_file, steps=(StepFact("H09", "笔录", day("04-08"), day("04-08")),))
        assert [f.severity for f in audit(left, ["R15"])] == ["yellow"]
        noted = replace(left, hearings=(replace(held, refusal_note="拒签"),))
        assert keys(noted, "R15") == []
        early = a_clean_file(hearings=(held,))
        assert [f.severity for f in audit(early, ["R15"])] == ["red", "red"]


class TestReview:
    def test_grounds(self):
        assert "public interest" in review_required(a_clean_file(public_interest=True))
        assert "several legal" in review_required(a_clean_file(many_relations=True))
        assert "list of reviewed" in review_required(a_clean_file(legal=Legal(review_from_fine=Decimal(5000))))
        assert review_required(a_clean_file(legal=Legal(review_from_fine=Decimal(5001)))) == ""

    def test_the_terms_last_known(self):
        assert latest_terms(a_file()).fine == 0
        assert latest_terms(a_file(proposals=(terms(7),))).fine == 7
        assert latest_terms(a_file(proposals=(terms(7),), notices=(notice("03-24", terms(8)),))).fine == 8

    def test_a_checker_who_investigated(self):
        file = a_clean_file(checks=(CheckFact(Person("乙"), day("03-20"), "agreed"),))
        with pytest.raises(RuleBroken, match="cannot check"):
            hold(file, "check_case")
        again = replace(file, checks=(*file.checks, CheckFact(Person("辛"), day("03-21"), "agreed")))
        hold(again, "check_case")

    def test_a_first_review_without_the_qualification(self):
        file = a_clean_file(reviews=(replace(review("04-01"), first_time=True, qualification=""),))
        with pytest.raises(RuleBroken, match="first time"):
            hold(file, "review")
        later = replace(file, reviews=(*file.reviews, review("04-02", Person("壬"))))
        hold(later, "review")


class TestDiscussion:
    complex = {"is_complex": True}

    def test_grounds(self):
        assert talks.discussion_required(a_clean_file(is_complex=True))
        assert talks.discussion_required(a_clean_file(legal=Legal(discuss_from_fine=Decimal(5000))))
        heard = a_clean_file(hearings=(hearing("03-26", held="04-01"),))
        assert talks.discussion_required(heard)
        assert talks.discussion_required(replace(heard, legal=Legal(discuss_when_heard=False))) == ""

    def test_none_before_the_decision(self):
        assert keys(a_clean_file(is_complex=True), "R18") == ["none"]
        after = a_clean_file(is_complex=True, discussions=(discussion("04-03"),))
        assert keys(after, "R18") == ["none"]
        failed = a_clean_file(is_complex=True, discussions=(discussion("04-01", failed_on=day("04-01")),))
        assert keys(failed, "R18") == ["none"]

    def test_only_before_the_notice(self):
        found = audit(a_clean_file(is_complex=True, discussions=(discussion("03-20"),)), ["R18"])
        assert [f.severity for f in found] == ["yellow"]

    @pytest.mark.parametrize(
        ("votes", "quorate"),
        [
            (("penalise",) * 5, True), (("penalise",) * 4 + ("",), True), (("penalise",) * 3 + ("", ""), False),
            (("penalise",) * 2, False), (("penalise",) * 3, True),
        ],
    )  # fmt: skip
    def test_the_quorum(self, votes, quorate):
        file = a_clean_file(discussions=(discussion("04-01", votes),))
        assert (keys(file, "R19") == []) is quorate

    def test_the_majority_of_those_present(self):
        talk = discussion("04-01", ("penalise", "penalise", "no_penalty", "no_penalty"))
        assert talks.majority_of(talk) == ""
        assert talks.majority_of(discussion("04-01", ("penalise", "penalise", "change"))) == "penalise"
        assert talks.majority_of(discussion("04-01", ("", ""))) == ""

    def test_a_head_who_departs_gives_reasons(self):
        votes = ("no_penalty", "no_penalty", "penalise")
        file = a_clean_file(discussions=(discussion("04-01", votes),))
        with pytest.raises(RuleBroken, match="reasons are not recorded"):
            hold(file, "decide")
        said = replace(
            file,
            discussions=(discussion("04-01", votes, reasons="该行为危害公共安全，且当事人拒不改正，依法应予处罚。"),),
        )
        found = audit(said, ["R20"])
        assert [(f.severity, f.blocks) for f in found] == [("notice", False)]
        bound = replace(said, legal=Legal(discussion_mode="majority"))
        with pytest.raises(RuleBroken, match="majority voted"):
            hold(bound, "decide")

    def test_a_decision_other_than_the_conclusion(self):
        votes = ("no_penalty",) * 3
        file = a_clean_file(discussions=(discussion("04-01", votes, "no_penalty"),))
        assert keys(file, "R20") == ["other"]
        more = a_clean_file(discussions=(discussion("04-01", ("more_facts",) * 3, "more_facts"),))
        assert keys(more, "R20") == ["other"]
        moved = replace(more, decision=DecisionFact("transfer", day("04-02"), Terms()))
        assert keys(moved, "R20") == []

    def test_the_minutes(self):
        talk = discussion("04-01")
        silent = replace(talk.members[0], vote="")
        unsigned = replace(talk.members[1], signed=False)
        lead = replace(talk.members[2], person=Person("甲"))
        reviewer = replace(talk.members[3], person=REVIEWER)
        head = replace(talk.members[4], spoke_order=0)
        wrong = replace(talk, members=(silent, unsigned, lead, reviewer, head))
        file = a_clean_file(discussions=(wrong,), reviews=(review("04-01"),))
        assert {k.split(":")[-1] for k in keys(file, "R21")} == {"silent", "unsigned", "voted", "order"}
        assert keys(a_clean_file(discussions=(talk,)), "R21") == []
        assert keys(a_clean_file(discussions=(replace(wrong, concluded_on=None),)), "R21") == []
        nobody = replace(talk, members=tuple(replace(m, spoke_order=None) for m in talk.members))
        assert keys(a_clean_file(discussions=(nobody,)), "R21") == []

    def test_signatures_are_owed_once_somebody_signed(self):
        talk = discussion("04-01")
        nobody = replace(talk, members=tuple(replace(m, signed=False) for m in talk.members))
        under_way = a_clean_file(decision=None, discussions=(nobody,))
        assert keys(under_way, "R21") == []
        left = replace(under_way, steps=(StepFact("C08", "签字", day("04-01"), day("04-01")),))
        assert len(keys(left, "R21")) == 1


class TestDecision:
    @pytest.mark.parametrize(("on", "found"), [("06-10", []), ("06-11", ["term:0"])])
    def test_ninety_days(self, on, found):
        file = a_clean_file(decision=decision(on, terms(5000)), closed_on=None, today=day(on))
        assert keys(file, "R22") == found

    @pytest.mark.parametrize(
        ("today", "severity"), [("05-31", None), ("06-01", "yellow"), ("06-10", "yellow"), ("06-11", "red")]
    )
    def test_yellow_from_nine_tenths_on(self, today, severity):
        file = a_file(today, filed_on=day("03-12"), clue_on=day("03-10"))
        assert [f.severity for f in audit(file, ["R22"])] == ([severity] if severity else [])

    def test_the_runs_own_clock_is_believed(self):
        clock = ClockFact("decision", day("03-12"), day("06-20"), None, day("06-20"), 90)
        file = a_file("06-15", filed_on=day("03-12"), clocks=(clock,))
        assert [f.severity for f in audit(file, ["R22"])] == ["yellow"]
        paused = replace(clock, paused_from=day("05-01"))
        assert audit(replace(file, clocks=(paused,), today=day("09-01")), ["R22"]) == []
        off = replace(file.legal, points={**file.legal.points, "R22": Points(yellow="off")})
        assert audit(replace(file, legal=off), ["R22"]) == []
        assert audit(a_file("06-15"), ["R22"]) == []

    @pytest.mark.parametrize("missing", [{"remedies": ""}, {"dated_on": None}, {"sealed": False}, {"number": ""}])
    def test_the_document(self, missing):
        given = decision("04-02", terms(5000), publish=True, **missing)
        with pytest.raises(RuleBroken) as refusal:
            hold(a_clean_file(decision=given), "draw_up_decision")
        assert refusal.value.code == "R37"

    def test_a_document_of_another_day(self):
        given = decision("04-02", terms(5000), publish=True, dated_on=day("04-03"))
        assert [f.severity for f in audit(a_clean_file(decision=given), ["R37"])] == ["yellow"]

    def test_nothing_is_asked_before_it_is_drawn_up(self):
        bare = DecisionFact("penalise", day("04-02"), terms(5000))
        file = a_clean_file(decision=bare, services=(), published_on=None, closed_on=None)
        assert keys(file, "R37") == []
        assert len(keys(replace(file, services=(ServiceFact("decision", day("04-03"), (A, B)),)), "R37")) == 5


class TestMeasures:
    def test_still_preserved_after_seven_days(self):
        kept = MeasureFact("preserve", day("03-16"), day("03-25"), items="账册")
        lights = [audit(a_clean_file(today=day(on), measures=(kept,)), ["R07"]) for on in ("03-23", "03-25", "03-26")]
        assert [[(f.severity, f.key) for f in found] for found in lights] == [
            [], [("yellow", "measure:2026-03-16")], [("red", "measure:2026-03-16")]
        ]  # fmt: skip

    def test_a_test_that_still_lasts_stops_the_clock(self):
        seized = MeasureFact(
            "seize",
            day("03-18"),
            day("04-17"),
            items="农药",
            test_from_on=day("03-20"),
            test_told_on=day("03-20"),
            id=3,
        )
        assert keys(a_clean_file(today=day("06-01"), measures=(seized,)), "R08") == []

    def test_without_a_list(self):
        seized = MeasureFact("seize", day("03-18"), day("04-17"), ended_on=day("04-01"), id=3)
        assert keys(a_clean_file(measures=(seized,)), "R08") == ["measure:3:list"]


class TestPublicity:
    def test_service(self):
        file = a_clean_file(services=(), closed_on=None, performed_on=None)
        assert [f.severity for f in audit(replace(file, today=day("04-10")), ["R23"])] == []
        assert [f.severity for f in audit(replace(file, today=day("04-13")), ["R23"])] == ["yellow"]
        assert [f.severity for f in audit(replace(file, today=day("04-15")), ["R23"])] == ["red"]
        other = replace(file, services=(ServiceFact("hearing_notice", day("04-03"), (A, B)),), today=day("04-15"))
        assert len(audit(other, ["R23"])) == 1

    def test_publication_only_where_it_is_due(self):
        silent = decision("04-02", terms(5000), publish=False)
        assert keys(a_clean_file(decision=silent, published_on=None, today=day("06-01")), "R24") == []

    def test_closure(self):
        assert keys(a_clean_file(closed_on=None, today=day("05-20")), "R32") == ["closure"]
        assert keys(a_clean_file(archived_on=None, closed_on=day("04-17"), today=day("07-20")), "R32") == ["archive"]
        assert keys(a_clean_file(performed_on=None, closed_on=None, today=day("05-20")), "R32") == []


class TestPreview:
    def test_decide_tells_every_rule_that_would_be_broken(self):
        file = a_clean_file(decision=None)
        told = preview(file, "decide", on=day("03-30"))
        assert [v.rule for v in told] == ["R10"]
        assert preview(file, "decide", on=day("04-01")) == []
        assert [v.rule for v in preview(a_file(filed_on=day("03-12")), "decide", on=day("04-01"))] == ["R09"]
        assert preview(file, "decide", on=day("03-30"), kind="no_penalty") == []

    def test_notify_party_tells_of_the_hearing_right(self):
        file = a_clean_file(decision=None, notices=())
        assert [v.rule for v in preview(file, "notify_party", terms=terms(100000), on=day("03-24"))] == ["R11"]
        assert preview(file, "notify_party", terms=terms(100000), hearing_right=True) == []
        assert preview(file, "notify_party") == []

    def test_an_act_on_the_file_as_it_stands(self):
        assert preview(a_clean_file(), "conclude_investigation") == []

    def test_who_may_record_an_inquiry_and_check_and_vote(self):
        file = a_clean_file(decision=None, reviews=(review("04-01"),))
        people = [Candidate("甲", officer=A), Candidate("丁", officer=HELPER), Candidate("无")]
        assert [v.ok for v in preview(file, "record_inquiry", people=people)] == [True, False, False]
        assert [v.ok for v in preview(file, "check_case", people=[Candidate("甲"), Candidate("辛")])] == [False, True]
        voters = [Candidate("甲"), Candidate("戊"), Candidate("负责人1")]
        assert [v.ok for v in preview(file, "hear_members", people=voters)] == [False, False, True]
        assert [v.ok for v in preview(file, "designate_recorder", people=[Candidate("乙"), Candidate("庚")])] == [
            False,
            True,
        ]

    def test_who_was_recused_is_told(self):
        file = a_clean_file(decision=None, recused=(Person("庚"),))
        told = preview(file, "designate_recorder", people=[Candidate("庚")])
        assert told[0].rule == "R04"

    def test_a_group_of_officers(self):
        file = a_clean_file(decision=None)
        pair = [Candidate("甲", officer=A), Candidate("乙", officer=B)]
        assert enough(pair)
        assert group(file, "record_inquiry", pair) == []
        alone = [Candidate("甲", officer=A), Candidate("丁", officer=HELPER)]
        assert not enough(alone)
        assert {v.rule for v in group(file, "record_inquiry", alone)} == {"R01", "R03"}
        fresh = replace(file, closed_on=None, assignments=())
        assert {v.rule for v in group(fresh, "assign", alone)} == {"R01", "R03"}
        assert group(fresh, "assign", pair) == []


class TestTime:
    def test_other_days(self):
        legal, calendar = Legal(), national()
        assert time.filing_extended_due(day("03-10"), legal, calendar) == day("04-22")
        assert time.hearing_accept_due(day("04-23"), legal) == day("04-28")
        assert time.announcement_by(day("05-12"), legal, calendar) == day("05-08")
        assert time.closure_due(day("04-16"), legal, calendar) == day("05-11")
        assert time.limitation_until(date(2024, 5, 1), legal) == date(2026, 5, 1)
        assert CHAIR.name == "己"
        assert time.decision_day(a_clean_file(), on=day("03-23")) is None
        assert day("03-24") + timedelta(days=1) == day("03-25")
