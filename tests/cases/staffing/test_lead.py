"""Exactly one lead, who changes only with approval and a list that both sign."""

from __future__ import annotations

import pytest

from cases.models import Assignment, Case
from cases.staffing.change_lead import ChangeReasonMissing, SameLead, UnfitLead, change_lead
from cases.staffing.sign_handover import ListUnchecked, NothingToSign, NotOneOfTheTwo, sign_handover
from enforcement.errors import NotAllowed, OutOfOrder
from tests.cases.acts import test_races
from tests.cases.acts import world as w
from tests.cases.acts.refusing import last_verb, refused


def leads(case: Case) -> list[str]:
    return [a.name for a in case.assignments.filter(to_on__isnull=True, role=Assignment.Role.LEAD)]


def approved(world: w.World, case: Case, to: str = "third", **changes: str) -> None:
    change_lead(
        case_id=case.pk, by=world.by("head"), at=w.at("03-13"), lead_id=world.id(to), reason="甲某外出培训", **changes
    )


def test_the_lead_changes_when_both_have_signed_the_list(world: w.World) -> None:
    case = w.filed(world)
    approved(world, case)
    assert leads(case) == ["甲某"]
    with refused(ListUnchecked, case, field="is_complete"):
        sign_handover(case_id=case.pk, by=world.by("third"), at=w.at("03-14"), is_complete=False)
    with refused(NotOneOfTheTwo, case):
        sign_handover(case_id=case.pk, by=world.by("co"), at=w.at("03-14"), is_complete=True)
    sign_handover(case_id=case.pk, by=world.by("third"), at=w.at("03-14"), is_complete=True)
    with refused(NothingToSign, case):
        sign_handover(case_id=case.pk, by=world.by("third"), at=w.at("03-14"), is_complete=True)
    assert leads(case) == ["甲某"]
    made = sign_handover(case_id=case.pk, by=world.by("lead"), at=w.at("03-16"), is_complete=True)
    now = {a.name: a.role for a in case.assignments.filter(to_on__isnull=True)}
    assert now == {"丙某": "lead", "甲某": "co", "乙某": "co"}
    assert made.listed["clocks"] == ["decision，2026-06-10"]
    assert {"BG", "JJ"} <= set(case.papers.values_list("code", flat=True))
    assert last_verb(case) == "case.sign_handover"


def test_a_former_lead_who_cannot_sign_is_named_with_the_reason(world: w.World) -> None:
    case = w.filed(world)
    approved(world, case, absence="因病住院")
    sign_handover(case_id=case.pk, by=world.by("third"), at=w.at("03-14"), is_complete=True)
    assert leads(case) == ["丙某"]


def test_a_change_is_refused_without_reason_duty_a_fit_officer_or_in_the_wrong_time(world: w.World) -> None:
    case = w.filed(world)
    facts = {"case_id": case.pk, "at": w.at("03-13")}
    with refused(ChangeReasonMissing, case, field="reason"):
        change_lead(**facts, by=world.by("head"), lead_id=world.id("third"), reason=" ")
    with refused(SameLead, case, field="lead_id"):
        change_lead(**facts, by=world.by("head"), lead_id=world.id("lead"), reason="调整")
    with refused(UnfitLead, case, field="lead_id"):
        change_lead(**facts, by=world.by("head"), lead_id=world.id("helper"), reason="调整")
    with refused(NotAllowed, case):
        change_lead(**facts, by=world.by("lead"), lead_id=world.id("third"), reason="调整")
    early = w.registered(world, cause="另案")
    with refused(OutOfOrder, early):
        change_lead(case_id=early.pk, by=world.by("head"), at=w.at("03-13"), lead_id=world.id("third"), reason="调整")


@pytest.mark.django_db(transaction=True)
def test_two_changes_at_once_leave_one_lead_and_one_open_hand_over(transactional_db: None) -> None:
    world = w.a_world()
    case = w.filed(world)
    test_races.race(lambda: approved(world, case), lambda: approved(world, case, to="co"))
    assert case.handovers.filter(done_on__isnull=True).count() == 1
    taker = "third" if case.handovers.get(done_on__isnull=True).taker_name == "丙某" else "co"

    def sign(part: str):
        return lambda: sign_handover(case_id=case.pk, by=world.by(part), at=w.at("03-14"), is_complete=True)

    test_races.race(sign(taker), sign(taker), sign("lead"), sign("lead"))
    assert len(leads(case)) == 1
    assert case.handovers.filter(done_on__isnull=True).count() == 0
