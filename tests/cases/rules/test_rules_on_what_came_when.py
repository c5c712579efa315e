"""What came first, and what came too late to count: the rules on facts that lie before, on or after one another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from cases.rules.discussion import discussion_required
from cases.rules.file import (
    AssignmentFact,
    ClockFact,
    DecisionFact,
    HandoverFact,
    MeasureFact,
    Person,
    RecusalFact,
    Terms,
)
from cases.rules.file_after import ExtensionFact
from cases.rules.registry import audit, hold
from cases.rules.review import review_required
from cases.rules.weighed import WeighingFact
from enforcement.flowcharts.deadlines import Suspended
from tests.factories.files import (
    A,
    B,
    a_clean_file,
    a_file,
    day,
    decision,
    discussion,
    hearing,
    inquiry,
    notice,
    review,
    terms,
)

LARGE = terms(192000)


pytestmark = pytest.mark.usefixtures("_english")


def lights(file, rule):
    return [f.severity for f in audit(file, [rule])]


def asked_for(*hearings):
    """Return the file of a case whose party asked for a hearing in time; decided on 29 May."""
    told = notice("04-20", LARGE, hearing=True, hearing_requested_on=day("04-23"))
    return a_file(filed_on=day("03-16"), notices=(told,), hearings=hearings, decision=decision("05-29", LARGE))


class TestHearing:
    @pytest.mark.parametrize(
        ("served", "reason", "r12", "r13"),
        [
            ("04-27", "no_show", [], []), ("05-11", "no_show", ["red"], ["red"]), ("", "no_show", ["red"], ["red"]),
            ("04-27", "walk_out", [], []), ("05-11", "walk_out", [], ["red"]), ("", "walk_out", [], ["red"]),
            ("05-11", "withdrawn", [], []), ("", "withdrawn", [], []),
        ],
    )  # fmt: skip
    def test_only_who_was_told_in_time_gives_a_hearing_up_by_staying_away(self, served, reason, r12, r13):
        ended = hearing("04-23", served=served, planned_on=day("05-12"), ended_on=day("05-12"), end_reason=reason)
        assert (lights(asked_for(ended), "R12"), lights(asked_for(ended), "R13")) == (r12, r13)
        hold(asked_for(ended), "notify_hearing")  # what is over hinders no notice of the hearing that makes it good

    @pytest.mark.parametrize(
        ("reason", "found"), [("late", ["red"]), ("no_right", ["red"]), ("not_party", []), ("withdrawn", [])]
    )
    def test_a_request_in_time_is_not_answered_by_calling_it_late(self, reason, found):
        ended = hearing("04-23", ended_on=day("04-24"), end_reason=reason)
        assert lights(asked_for(ended), "R12") == found

    def test_a_notice_after_the_decision_repairs_nothing(self):
        told = (notice("03-24", LARGE), notice("05-10", LARGE, hearing=True))
        assert lights(a_clean_file(notices=told, decision=decision("04-02", LARGE)), "R11") == ["red"]
        again = a_clean_file(notices=told, decision=decision("05-29", LARGE))
        assert lights(again, "R11") == []


class TestFiling:
    @pytest.mark.parametrize(
        ("filed", "found"), [("03-24", []), ("03-30", ["yellow"]), ("04-02", ["yellow"]), ("04-03", ["red", "yellow"])]
    )
    def test_filed_after_the_notice_or_the_decision(self, filed, found):
        assert lights(a_clean_file(filed_on=day(filed), inquiries=(inquiry("03-16", kind="check"),)), "R06") == found

    @pytest.mark.parametrize(
        ("span", "today", "found"),
        [
            (("03-20", None), "12-31", []), (("03-31", None), "12-31", []), (("04-01", None), "04-30", ["red"]),
            (("03-20", "04-10"), "04-17", []), (("03-20", "04-10"), "12-31", ["red"]),
        ],
    )  # fmt: skip
    def test_a_check_that_waits_for_a_test_is_not_late(self, span, today, found):
        pause = Suspended(day(span[0]), day(span[1]) if span[1] else None)
        file = a_file(today, clue_on=day("03-10"), check_pauses=(pause,))
        assert lights(file, "R05") == found

    def test_no_penalty_is_what_the_limitation_asks_for(self):
        old = a_clean_file(act_on=date(2020, 1, 1), decision=DecisionFact("no_penalty", day("04-02"), Terms()))
        assert lights(old, "R29") == []
        hold(replace(old, notices=(), services=()), "decide")


class TestOfOneDayTheLaterEntryCounts:
    @pytest.mark.parametrize(("passed", "found"), [((False, True), []), ((True, False), ["red"])])
    def test_of_reviews(self, passed, found):
        reviews = tuple(review("04-01", passed=p) for p in passed)
        assert lights(a_clean_file(public_interest=True, reviews=reviews), "R16") == found

    @pytest.mark.parametrize(("fines", "found"), [((3000, 5000), []), ((5000, 3000), ["red"])])
    def test_of_notices(self, fines, found):
        assert lights(a_clean_file(notices=tuple(notice("03-24", terms(f)) for f in fines)), "R09") == found

    def test_of_waivers(self):
        waived = notice("03-24", terms(5000), waived_on=day("03-25"))
        file = a_clean_file(notices=(waived, notice("03-24", terms(5000))), decision=decision("03-26", terms(5000)))
        assert lights(file, "R10") == ["red"]

    @pytest.mark.parametrize(
        ("votes", "found"), [(("no_penalty", "penalise"), []), (("penalise", "no_penalty"), ["red"])]
    )
    def test_of_discussions(self, votes, found):
        talks = tuple(discussion("04-01", (vote,) * 5, vote) for vote in votes)
        assert lights(a_clean_file(is_complex=True, discussions=talks), "R20") == found


class TestWaiver:
    @pytest.mark.parametrize(
        ("waived", "decided", "found"),
        [("04-10", "04-02", []), ("03-26", "03-26", []), ("03-26", "03-25", ["red"]), (None, "03-31", ["red"])],
    )
    def test_counts_from_its_day_and_one_after_the_periods_changes_nothing(self, waived, decided, found):
        told = notice("03-24", terms(5000), waived_on=waived and day(waived))
        assert lights(a_clean_file(notices=(told,), decision=decision(decided, terms(5000))), "R10") == found

    @pytest.mark.parametrize(("waived", "decided", "found"), [
        ("03-25", "03-27", []), ("03-25", "04-02", ["red"]), (None, "03-27", ["red"]),
    ])  # fmt: skip
    def test_who_gave_the_hearing_up_may_think_again_until_it_is_decided(self, waived, decided, found):
        told = notice("03-24", LARGE, hearing=True, waived_on=waived and day(waived), hearing_requested_on=day("03-30"))
        assert lights(a_clean_file(notices=(told,), decision=decision(decided, LARGE)), "R12") == found


class TestWhatAnotherRuleSaysIsNotSaidTwice:
    def test_a_departure_that_nobody_approved_is_of_the_benchmark_and_no_missing_discussion(self):
        weighed = WeighingFact(day("03-20"), "none", Decimal(0), Decimal(20000), Decimal(6000), Decimal(9000))
        file = a_clean_file(weighing=weighed)
        assert discussion_required(file)
        assert [(f.rule, f.severity) for f in audit(file)] == [("R27", "yellow")]

    def test_a_late_discovery_is_of_the_limitation_and_no_missing_review(self):
        file = a_clean_file(act_on=date(2024, 3, 9))
        assert review_required(file)
        assert [(f.rule, f.severity, f.blocks) for f in audit(file)] == [("R29", "yellow", True)]


class TestPersons:
    @pytest.mark.parametrize(("decided", "found"), [("03-19", []), ("03-20", ["yellow"]), (None, ["yellow"])])
    def test_a_request_for_recusal_decided_late_stays_late(self, decided, found):
        asked = RecusalFact(Person("丙"), day("03-16"), decided and day(decided), decided and False)
        assert lights(a_clean_file(recusals=(asked,)), "R04") == found

    @pytest.mark.parametrize(("roles", "found"), [(("co", "co"), ["yellow"]), (("lead", "co"), []), ((), [])])
    def test_a_closed_case_that_nobody_led(self, roles, found):
        parts = tuple(AssignmentFact(o, r, day("03-12"), day("03-30")) for o, r in zip((A, B), roles, strict=False))
        assert lights(a_clean_file(assignments=parts), "R35") == found


class TestUrgentMeasure:
    @pytest.mark.parametrize(
        ("taken", "approved", "found"),
        [
            ("03-18T09:00", "03-19T09:00", []),
            ("03-18T09:00", "03-19T09:01", ["red"]),
            (None, "03-20T00:00", []),  # on the day of the measure, at an hour that nobody tells
            (None, "03-20T00:01", ["red"]),
            (None, None, ["red"]),
        ],
    )
    def test_is_approved_within_24_hours_of_its_moment_or_of_the_end_of_its_day(self, taken, approved, found):
        at = [datetime.fromisoformat(f"2026-{t}+08:00") if t else None for t in (taken, approved)]
        urgent = MeasureFact("seize", day("03-18"), day("04-17"), day("04-02"), id=1, items="车", is_urgent=True,
                             taken_at=at[0], regularised_at=at[1])  # fmt: skip
        assert lights(a_clean_file(measures=(urgent,)), "R08") == found


class TestDiscussion:
    def test_a_notice_after_the_decision_makes_no_discussion_early(self):
        told = (notice("03-24", terms(5000)), notice("05-10", terms(5000)))
        file = a_clean_file(is_complex=True, notices=told, discussions=(discussion("04-01"),))
        assert lights(file, "R18") == []

    @pytest.mark.parametrize(
        ("votes", "told", "found"),
        [
            (("no_penalty",) * 3 + ("penalise",) * 2, "penalise", ["red"]),
            (("no_penalty",) * 2 + ("penalise",) * 2, "penalise", ["red"]),  # a tie has no majority
            (("penalise",) * 3 + ("no_penalty",) * 2, "no_penalty", []),
            ((), "penalise", []), ((), "no_penalty", ["red"]),
        ],
    )  # fmt: skip
    def test_the_votes_outweigh_the_majority_that_was_told(self, votes, told, found):
        file = a_clean_file(discussions=(discussion("04-01", votes, majority=told),))
        assert lights(file, "R20") == found


def seizure(**facts):
    return MeasureFact("seize", day("03-18"), day("04-17"), items="砂", **facts)


class TestSeizure:
    @pytest.mark.parametrize(
        ("begun", "today", "found"),
        [("04-17", "05-20", []), ("04-18", "05-20", ["red"]), ("05-01", "05-20", ["red"])],
    )
    def test_a_test_begun_after_the_end_hides_nothing(self, begun, today, found):
        tested = seizure(test_from_on=day(begun), test_told_on=day(begun))
        assert lights(a_file(today, measures=(tested,)), "R08") == found

    @pytest.mark.parametrize(
        ("extended", "told", "found"), [("04-17", None, []), ("04-20", "03-20", []), ("04-20", None, ["red"])]
    )
    def test_an_extension_while_a_test_lasts_that_the_party_was_told_of_is_in_time(self, extended, told, found):
        running = seizure(test_from_on=day("03-20"), test_told_on=day(told) if told else None)
        file = a_file("04-25", measures=(replace(running, extended_on=day(extended), ended_on=day("04-17")),))
        assert lights(file, "R08") == found


def clocked(**facts):
    clock = ClockFact("decision", day("03-12"), day("06-10"), raw_on=day("06-10"))
    return {"filed_on": day("03-12"), "clocks": (replace(clock, **facts),)}


class TestTerm:
    @pytest.mark.parametrize(("stopped", "found"), [("06-10", []), ("06-11", ["red"]), ("07-01", ["red"])])
    def test_a_term_that_has_ended_stands_still_no_more(self, stopped, found):
        assert lights(a_file("08-01", **clocked(paused_from=day(stopped))), "R22") == found

    @pytest.mark.parametrize(("decided", "found"), [("06-10", []), ("12-20", ["yellow"])])
    def test_a_stop_that_nobody_ended_before_a_late_decision(self, decided, found):
        file = a_clean_file(decision=decision(decided, terms(5000)), **clocked(paused_from=day("05-20")))
        assert lights(file, "R22") == found

    @pytest.mark.parametrize(
        ("beyond", "talked", "found"),
        [(False, None, []), (True, None, ["yellow"]), (True, "06-01", []), (True, "06-02", ["yellow"])],
    )
    def test_more_days_than_the_head_may_grant_alone(self, beyond, talked, found):
        extension = ExtensionFact(day("06-01"), day("06-10"), beyond=beyond)
        talks = (discussion(talked),) if talked else ()
        file = a_clean_file(discussions=talks, **clocked(extensions=(extension,)))
        assert lights(file, "R22") == found


class TestRecusal:
    @pytest.mark.parametrize(
        ("since", "found"), [("05-11", ["red"]), ("05-12", ["yellow"]), ("05-13", []), ("04-22", ["red"])]
    )
    @pytest.mark.parametrize("name", ["己", "庚", "辰"])
    def test_whoever_sits_in_the_hearing_is_judged_by_its_day(self, name, since, found):
        held = hearing("04-23", held="05-12", served="04-27", panel=(Person("辰"),))
        assert lights(a_file(recused=(Person(name, since=day(since)),), hearings=(held,)), "R04") == found

    @pytest.mark.parametrize(("since", "found"), [("04-01", ["red"]), ("04-02", ["yellow"]), ("04-03", [])])
    def test_a_recused_head_who_decides(self, since, found):
        assert lights(a_clean_file(recused=(Person("局长", since=day(since)),)), "R04") == found

    @pytest.mark.parametrize(
        ("to_on", "today", "found"), [(None, "03-16", ["red"]), (None, "03-15", []), ("03-15", "06-01", [])]
    )
    def test_a_recused_officer_who_stays_assigned(self, to_on, today, found):
        parts = (
            AssignmentFact(A, "lead", day("03-12"), day(to_on) if to_on else None), AssignmentFact(B, "co", day("03-12"))
        )  # fmt: skip
        file = a_file(today, assignments=parts, recused=(Person("甲", since=day("03-15")),))
        assert lights(file, "R04") == found
        assert not any(f.blocks for f in audit(file, ["R04"]))  # or the act that ends the part would be refused

    def test_on_the_day_of_the_recusal_a_vote_counts_and_an_inquiry_is_asked_about(self):
        gone = (Person("负责人1", since=day("04-01")), Person("乙", since=day("03-16")))
        parts = a_clean_file().assignments[:1]
        file = a_clean_file(
            recused=gone, discussions=(discussion("04-01"),), assignments=parts, notices=(), services=()
        )
        assert (lights(file, "R19"), lights(file, "R04")) == (["red"], ["yellow", "yellow"])


@pytest.mark.parametrize(
    ("signed", "found"),
    [(("03-15", "03-20"), ["handover:2026-03-25"]), (("03-15", "03-20", "03-24"), []), (("03-15", "03-20", "03-26"), [])],
)  # fmt: skip
def test_who_leads_again_takes_over_again(signed, found):
    days = ("03-12", "03-15", "03-20", "03-25")
    parts = tuple(
        AssignmentFact(who, "lead", day(on), day(to) if to else None, "轮换")
        for who, on, to in zip((A, B, A, B), days, (*days[1:], ""), strict=True)
    )
    lists = tuple(
        HandoverFact(Person(who), day(on), day(on)) for who, on in zip(("乙", "甲", "乙"), signed, strict=False)
    )
    assert [f.key for f in audit(a_clean_file(assignments=parts, handovers=lists), ["R35"])] == found
