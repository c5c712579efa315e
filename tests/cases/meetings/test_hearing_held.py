"""The hearing itself, its record and the report on it."""

from __future__ import annotations

from typing import Any

import pytest

from cases.acting import DayAhead, DayTooEarly
from cases.hearings import NoHearing, TooSoon, hearing_of
from cases.hold_hearing import BeforeItsDay, EndReason, NotTheChair, SuspensionGround, require_chair
from cases.models import Case, Hearing
from cases.report_hearing import UnsignedWithoutNote
from cases.resume_hearing import adjourn_hearing
from cases.rules.loading import load
from cases.rules.registry import RuleBroken
from enforcement.actor import SYSTEM
from enforcement.flowcharts.engine.refusals import GuardFailed
from enforcement.flowcharts.models import StepRecord
from enforcement.ledger.models import Entry
from enforcement.ledger.queries import body_of, faults
from tests.cases.acts import world as w
from tests.cases.acts.refusing import last_verb
from tests.cases.meetings import world as m
from tests.cases.meetings.world import refused
from tests.factories import cases as rows


@pytest.fixture(scope="module")
def kept_case(kept: w.World, django_db_blocker: Any) -> Case:
    with django_db_blocker.unblock():
        return m.before_a_hearing(kept)


@pytest.fixture
def case(kept_case: Case, world: w.World) -> Case:
    return Case.objects.get(pk=kept_case.pk)


def told(case: Case) -> dict[str, Any]:
    """Return the body of the last entry of the case's ledger."""
    return body_of(Entry.objects.filter(series=case.series).latest("seq"))


def codes(case: Case) -> set[str]:
    return set(case.papers.values_list("code", flat=True))


class TestTheHearing:
    @pytest.fixture(autouse=True)
    def _announced(self, world: w.World, case: Case) -> None:
        m.go(world, case, until=m.hold)

    def test_the_chair_closes_it(self, world: w.World, case: Case) -> None:
        assert m.hold(world, case).held_on == w.on("05-07")
        assert w.open_codes(case) == {"H09"}
        assert (last_verb(case), told(case)["attendance"]) == ("step.hold_hearing", "双方到场")
        case.run.refresh_from_db()
        assert case.run.facts["heard"] is True
        assert load(case, today=w.on("05-07")).heard

    def test_nobody_else_holds_it(self, world: w.World, case: Case) -> None:
        for who in ("bare", "head"):
            with refused(NotTheChair, case):
                m.hold(world, case, who=who)

    def test_the_system_may_stand_for_the_chair(self, case: Case) -> None:
        require_chair(Hearing.objects.get(case=case), SYSTEM)

    def test_it_is_refused_before_its_day_and_on_a_day_to_come(self, world: w.World, case: Case) -> None:
        with refused(BeforeItsDay, case, field="held_on"):
            m.hold(world, case, "05-06")
        with refused(BeforeItsDay, case, field="held_on"):
            m.hold(world, case, held_on=w.on("05-06"))
        with refused(DayAhead, case, field="held_on"):
            m.hold(world, case, held_on=w.on("05-08"))

    def test_a_chair_who_investigated_meanwhile_is_refused(self, world: w.World, case: Case) -> None:
        inquiry = rows.an_inquiry(case, "甲某", "乙某", on="04-24")
        inquiry.officers.filter(name="乙某").update(person=world.people["chair"], name="己某")
        with refused((RuleBroken, GuardFailed), case, article="第六十四条第四项"):
            m.hold(world, case)

    def test_adjourned_it_is_taken_up_again_and_the_record_goes_on(self, world: w.World, case: Case) -> None:
        with refused(SuspensionGround, case, field="reason"):
            m.hold(world, case, outcome="adjourned", record="当事人突发疾病。")
        m.hold(world, case, outcome="adjourned", record="当事人突发疾病。", reason="force_majeure")
        assert w.open_codes(case) == {"H12"}
        assert hearing_of(case).held_on is None
        facts: dict[str, Any] = {
            "case_id": case.pk, "at": w.at("05-08"), "note": "病愈。", "officer_ids": world.pair
        }  # fmt: skip
        with refused(NotTheChair, case):
            adjourn_hearing(**facts, by=world.by("head"), planned_on=w.on("05-20"))
        with refused(DayTooEarly, case, field="planned_on"):
            adjourn_hearing(**facts, by=world.by("chair"), planned_on=w.on("05-07"))
        with refused(TooSoon, case, field="planned_on", article="第六十四条第二项"):
            adjourn_hearing(**facts, by=world.by("chair"), planned_on=w.on("05-18"))
        adjourn_hearing(**facts, by=world.by("chair"), planned_on=w.on("05-19"))
        told_again = case.services.last()
        assert (told_again.document, case.papers.filter(code="TT").count()) == ("hearing_notice", 2)
        assert (last_verb(case), w.open_codes(case)) == ("step.adjourn_hearing", {"H08"})
        assert "TZZ" in codes(case)
        with refused(BeforeItsDay, case):
            m.hold(world, case, "05-18")
        hearing = m.hold(world, case, "05-19")
        assert hearing.session == 2
        assert hearing.record == "当事人突发疾病。\n\n双方质证、辩论。"
        assert w.open_codes(case) == {"H09"}

    def test_absent_without_reason_the_party_has_waived(self, world: w.World, case: Case) -> None:
        with refused(EndReason, case, field="reason", article="第六十四条第六项"):
            m.hold(world, case, outcome="ended")
        m.hold(world, case, outcome="ended", reason="no_show")
        hearing = Hearing.objects.get(case=case)
        assert (hearing.ended_on, hearing.end_reason, hearing.held_on) == (w.on("05-07"), "no_show", None)
        assert w.open_codes(case) == {"P12"}
        verbs = list(Entry.objects.filter(series=case.series).order_by("seq").values_list("verb", flat=True))
        assert verbs[-2:] == ["step.hold_hearing", "step.end_hearing"]
        with refused(NoHearing, case):
            m.hold(world, case)


class TestTheRecordAndTheReport:
    @pytest.fixture(autouse=True)
    def _held(self, world: w.World, case: Case) -> None:
        m.go(world, case, until=m.sign_record)

    def test_the_party_signs(self, world: w.World, case: Case) -> None:
        assert m.sign_record(world, case).record_signed
        assert w.open_codes(case) == {"H10"}
        assert (last_verb(case), told(case)["signed"]) == ("step.sign_hearing_record", True)
        assert "TB" in codes(case)

    def test_an_unsigned_record_needs_the_chair_s_note(self, world: w.World, case: Case) -> None:
        with refused(UnsignedWithoutNote, case, field="refusal_note", article="第六十四条第八项"):
            m.sign_record(world, case, signed=False, refusal_note="  ")
        with refused(NotTheChair, case):
            m.sign_record(world, case, who="bare")
        hearing = m.sign_record(world, case, signed=False, refusal_note="当事人认为笔录遗漏，拒绝签字。")
        assert (hearing.record_signed, hearing.refusal_note) == (False, "当事人认为笔录遗漏，拒绝签字。")
        assert w.open_codes(case) == {"H10"}

    def test_the_report_goes_back_with_the_file(self, world: w.World, case: Case) -> None:
        m.sign_record(world, case)
        due = StepRecord.objects.get(run_id=case.run_id, node__code="H10").due_on
        assert due == w.on("05-18")  # the tenth day, 17 May, is a Sunday
        with refused(NotTheChair, case):
            m.report(world, case, who="bare")
        with refused(DayAhead, case, field="reported_on"):
            m.report(world, case, reported_on=w.on("05-12"))
        with refused(DayTooEarly, case, field="reported_on"):
            m.report(world, case, reported_on=w.on("05-06"))
        assert m.report(world, case).reported_on == w.on("05-11")
        assert (last_verb(case), w.open_codes(case)) == ("step.report_hearing", {"H11"})
        assert "TR" in codes(case)
        with refused(NotTheChair, case):
            m.give_back(world, case, who="bare")
        m.give_back(world, case)
        assert (last_verb(case), w.open_codes(case)) == ("step.return_hearing", {"P12"})
        assert list(faults(case.series)) == []

    def test_new_evidence_opens_the_investigation_again(self, world: w.World, case: Case) -> None:
        m.sign_record(world, case)
        m.report(world, case)
        m.give_back(world, case, outcome="new_evidence")
        assert w.open_codes(case) == {"P05"}
