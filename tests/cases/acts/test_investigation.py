from __future__ import annotations

from typing import Any

import pytest

from cases.acting import DayAhead, DayTooEarly
from cases.dispose_measure import dispose_measure
from cases.evidence.suspend import (
    AlreadySuspended,
    GroundNotListed,
    NotSuspended,
    approve_suspension,
    lift_suspension,
)
from cases.extend_measure import ExtendedTooLate, ExtensionReasonMissing, NotExtendable, extend_measure
from cases.inquiries import CredentialNotShown, RightsNotTold
from cases.investigate import GroundMissing, NothingInvestigated, investigate
from cases.measures import MeasureEnded, NoPower
from cases.models import Case, Measure
from cases.preserve import preserve
from cases.record import record
from cases.record_inquiry import InterviewElsewhere, record_inquiry
from cases.record_testing import OnlySeizures, SpanBackwards, record_testing
from cases.rules.registry import RuleBroken
from cases.seize import NecessityOfLife, StatuteMissing, seize
from enforcement.errors import NotAllowed, NotFound, OutOfOrder
from enforcement.flowcharts.engine.refusals import GuardFailed
from enforcement.flowcharts.models import RunClock
from tests.cases.acts import world as w
from tests.cases.acts.refusing import last_verb, refused


def inquire(world: w.World, case: Case, by: str = "lead", day: str = "03-16", **changes: Any) -> Any:
    facts = {
        "kind": "inspection",
        "officer_ids": world.pair,
        "summary": "检查现场。",
        "place": "现场",
        "subject": "料场",
    }
    return record_inquiry(case_id=case.pk, by=world.by(by), at=w.at(day), **{**facts, **changes})


@pytest.mark.parametrize(
    ("kind", "code"),
    [("inspection", "XC"), ("sampling", "CY"), ("testing", "JY"), ("documents", "ZJX")],
)
def test_each_kind_of_inquiry_is_recorded_with_its_paper(world: w.World, kind: str, code: str) -> None:
    case = w.filed(world)
    made = inquire(world, case, kind=kind, helper_ids=[world.id("helper")])
    assert made.officers.filter(role="officer").count() == 2
    assert case.papers.last().code == code
    assert last_verb(case) == "case.record_inquiry"
    assert w.open_codes(case) == {"P05"}


def test_an_interview_has_one_way_alone_the_one_that_asks_for_every_page(world: w.World) -> None:
    case = w.filed(world)
    with refused(InterviewElsewhere, case, field="kind"):
        inquire(world, case, kind="interview")


def test_an_inquiry_is_refused_without_two_officers_credentials_rights_duty_or_in_the_wrong_time(
    world: w.World,
) -> None:
    case = w.filed(world)
    with refused(RuleBroken, case):
        inquire(world, case, officer_ids=[world.id("lead"), world.id("helper")])
    with refused(CredentialNotShown, case):
        inquire(world, case, credentials_shown=False)
    with refused(RightsNotTold, case):
        inquire(world, case, rights_told=False)
    with refused(DayAhead, case, field="held_on"):
        inquire(world, case, held_on=w.on("03-17"))
    with refused(DayTooEarly, case, field="held_on"):
        inquire(world, case, held_on=w.on("03-01"))
    with refused(NotAllowed, case):
        inquire(world, case, by="head")
    done = w.reported(world, party_name="乐陵市乙公司", party_code="")
    with refused(OutOfOrder, done):
        inquire(world, done, day="03-23")


def test_facts_are_not_clear_before_anything_was_inquired(world: w.World) -> None:
    case = w.filed(world)
    with refused(NothingInvestigated, case):
        investigate(case_id=case.pk, by=world.by("lead"), at=w.at("03-16"), outcome="clear", officer_ids=world.pair)
    inquire(world, case)
    with refused(GuardFailed, case):
        investigate(
            case_id=case.pk, by=world.by("lead"), at=w.at("03-20"), outcome="clear", officer_ids=[world.id("lead")]
        )
    investigate(case_id=case.pk, by=world.by("lead"), at=w.at("03-20"), outcome="clear", officer_ids=world.pair)
    assert w.open_codes(case) == {"P06"}


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        ("preserve", "P30"),
        ("seize", "P31"),
        ("recusal", "P32"),
        ("suspend", "P33"),
        ("withdraw", "E5"),
        ("crime", "T01"),
        ("transfer", "E3"),
    ],
)
def test_every_other_way_needs_its_ground(world: w.World, outcome: str, code: str) -> None:
    case = w.filed(world)
    facts = {"case_id": case.pk, "by": world.by("lead"), "at": w.at("03-16"), "officer_ids": world.pair}
    with refused(GroundMissing, case, field="ground"):
        investigate(**facts, outcome=outcome)
    investigate(**facts, outcome=outcome, ground="依法需要")
    assert w.open_codes(case) == {code}


def test_the_ninety_days_stand_from_the_heads_approval_until_the_suspension_is_lifted(world: w.World) -> None:
    case = w.filed(world)
    investigate(
        case_id=case.pk, by=world.by("lead"), at=w.at("03-13"), outcome="suspend", officer_ids=world.pair,
        ground="当事人下落不明",
    )  # fmt: skip
    clock = RunClock.objects.get(run_id=case.run_id)
    assert not clock.pauses.exists()  # asked for is not approved
    facts: dict[str, Any] = {"case_id": case.pk, "by": world.by("head"), "at": w.at("03-16")}
    lift = {**facts, "at": w.at("03-26"), "because": "当事人已找到"}
    with refused(NotSuspended, case):
        lift_suspension(**lift, outcome="resumed")
    with refused(GroundNotListed, case, field="ground"):
        approve_suspension(**facts, ground="busy", facts="人手不足")
    with refused(NotAllowed, case):
        approve_suspension(**{**facts, "by": world.by("lead")}, ground="missing", facts="下落不明")
    approve_suspension(**facts, ground="missing", facts="当事人下落不明")
    with refused(AlreadySuspended, case):
        approve_suspension(**facts, ground="missing", facts="当事人下落不明")
    with refused(AlreadySuspended, case):
        lift_suspension(**lift, outcome="not_approved")
    lift_suspension(**lift, outcome="resumed")
    clock.refresh_from_db()
    assert (clock.pauses.get().from_on, clock.pauses.get().to_on) == (w.on("03-16"), w.on("03-26"))
    assert clock.due_on == w.on("06-22")  # 06-20 is a Saturday of the Dragon Boat holiday
    assert {"ZZ", "HF"} <= set(case.papers.values_list("code", flat=True))
    assert w.open_codes(case) == {"P05"}


def measured(world: w.World, kind: str = "seize", day: str = "03-18", **changes: Any) -> tuple[Case, Measure]:
    case = w.filed(world)
    investigate(
        case_id=case.pk, by=world.by("lead"), at=w.at("03-16", 8), outcome=kind, officer_ids=world.pair, ground="需要"
    )
    facts: dict[str, Any] = {
        "items": "假农药三百瓶",
        "officer_ids": world.pair,
        "approved_by_id": world.id("head"),
        "place": "库房",
    }
    if kind == "seize":
        facts |= {"legal_basis": "农药管理条例第四十一条", "only_related": True}
    act = seize if kind == "seize" else preserve
    return case, act(case_id=case.pk, by=world.by("lead"), at=w.at(day), **{**facts, **changes})


def test_preserved_evidence_is_due_after_seven_working_days(world: w.World) -> None:
    case, measure = measured(world, "preserve", "03-16")
    assert measure.due_on == w.on("03-25")
    assert w.open_codes(case) == {"P05"}
    assert {"BC1", "BC2", "BC3"} <= set(case.papers.values_list("code", flat=True))
    dispose_measure(
        case_id=case.pk,
        by=world.by("lead"),
        at=w.at("03-24"),
        measure_id=measure.pk,
        disposition="returned",
        explanation="已核对",
    )
    measure.refresh_from_db()
    assert (measure.ended_on, measure.disposition) == (w.on("03-24"), "解除并返还当事人：已核对")
    assert last_verb(case) == "case.dispose_measure"


def test_a_seizure_lasts_thirty_days_without_told_tests_and_once_thirty_more(world: w.World) -> None:
    case, measure = measured(world)
    assert measure.due_on == w.on("04-17")
    facts = {"case_id": case.pk, "measure_id": measure.pk}
    record_testing(**facts, by=world.by("lead"), at=w.at("03-20"), from_on=w.on("03-20"))
    measure.refresh_from_db()
    assert measure.due_on == w.on("04-17")  # the party was not told in writing: the days count
    record_testing(
        **facts,
        by=world.by("lead"),
        at=w.at("04-10"),
        from_on=w.on("03-20"),
        to_on=w.on("04-10"),
        told_on=w.on("03-20"),
    )
    measure.refresh_from_db()
    assert measure.due_on == w.on("05-08")
    extend_measure(**facts, by=world.by("head"), at=w.at("05-06"), reason="案情复杂")
    measure.refresh_from_db()
    assert measure.due_on == w.on("06-07")
    assert {"CF0", "CF1", "CF2", "CF3", "CF4", "JY"} <= set(case.papers.values_list("code", flat=True))
    dispose_measure(**facts, by=world.by("lead"), at=w.at("05-29"), disposition="confiscated")
    assert case.papers.last().code == "CF5"


def test_a_seizure_is_refused_without_statute_relation_approver_or_two_officers(world: w.World) -> None:
    case = w.filed(world)
    investigate(
        case_id=case.pk, by=world.by("lead"), at=w.at("03-16"), outcome="seize", officer_ids=world.pair, ground="需要"
    )
    facts: dict[str, Any] = {
        "case_id": case.pk,
        "by": world.by("lead"),
        "at": w.at("03-18"),
        "items": "假农药 | 批号001 | 三百瓶",
        "officer_ids": world.pair,
        "approved_by_id": world.id("head"),
        "legal_basis": "农药管理条例",
        "only_related": True,
    }
    with refused(StatuteMissing, case, field="legal_basis"):
        seize(**{**facts, "legal_basis": " "})
    with refused(NecessityOfLife, case, field="only_related"):
        seize(**{**facts, "only_related": False})
    for nobody in (world.id("co"), 0):
        with refused(NoPower, case, field="approved_by_id"):
            seize(**{**facts, "approved_by_id": nobody})
    with refused(RuleBroken, case):
        seize(**{**facts, "officer_ids": [world.id("lead")]})
    with refused(DayTooEarly, case, field="taken_on"):
        seize(**facts, taken_on=w.on("03-15"))


def test_an_extension_is_refused_when_late_second_unreasoned_or_of_preservation(world: w.World) -> None:
    case, measure = measured(world)
    facts: dict[str, Any] = {"case_id": case.pk, "by": world.by("head"), "measure_id": measure.pk}
    with refused(ExtensionReasonMissing, case, field="reason"):
        extend_measure(**facts, at=w.at("04-10"), reason=" ")
    with refused(ExtendedTooLate, case):
        extend_measure(**facts, at=w.at("04-18"), reason="复杂")
    with refused(NotAllowed, case):
        extend_measure(**{**facts, "by": world.by("lead")}, at=w.at("04-10"), reason="复杂")
    with refused(NotFound, case):
        extend_measure(**{**facts, "measure_id": 0}, at=w.at("04-10"), reason="复杂")
    extend_measure(**facts, at=w.at("04-10"), reason="复杂")
    with refused(NotExtendable, case):
        extend_measure(**facts, at=w.at("04-11"), reason="复杂")


def test_preserved_evidence_is_neither_extended_nor_stopped_by_a_test(world: w.World) -> None:
    case, measure = measured(world, "preserve", "03-16")
    with refused(NotExtendable, case):
        extend_measure(case_id=case.pk, by=world.by("head"), at=w.at("03-17"), measure_id=measure.pk, reason="复杂")
    with refused(OnlySeizures, case, field="measure_id"):
        record_testing(
            case_id=case.pk, by=world.by("lead"), at=w.at("03-17"), measure_id=measure.pk, from_on=w.on("03-17")
        )


def test_a_test_runs_forwards_and_ended_measures_stay_ended(world: w.World) -> None:
    case, measure = measured(world)
    facts: dict[str, Any] = {"case_id": case.pk, "by": world.by("lead"), "at": w.at("04-10"), "measure_id": measure.pk}
    with refused(SpanBackwards, case, field="to_on"):
        record_testing(**facts, from_on=w.on("03-20"), to_on=w.on("03-19"))
    with refused(NotAllowed, case):
        dispose_measure(**{**facts, "by": world.by("head")}, disposition="returned")
    dispose_measure(**facts, disposition="returned")
    with refused(MeasureEnded, case):
        dispose_measure(**facts, disposition="returned")


def test_a_granted_recusal_takes_the_officer_out_and_asks_for_a_new_assignment(world: w.World) -> None:
    case = w.filed(world)
    investigate(
        case_id=case.pk,
        by=world.by("lead"),
        at=w.at("03-16"),
        outcome="recusal",
        officer_ids=world.pair,
        ground="当事人申请乙某回避",
    )
    facts: dict[str, Any] = {
        "case_id": case.pk,
        "by": world.by("head"),
        "at": w.at("03-17"),
        "record_id": w.record_of(case, "P32").pk,
        "outcome": "granted",
        "text": "乙某系当事人近亲属",
    }
    from cases.record import RecusedMissing

    with refused(RecusedMissing, case, field="recused_ids"):
        record(**facts)
    record(**facts, recused_ids=[world.id("co")])
    assert w.open_codes(case) == {"P04"}
    assert case.assignments.get(name="乙某").to_on == w.on("03-17")
    with refused((GuardFailed, RuleBroken), case):  # type: ignore[arg-type]
        w.assign(
            case_id=case.pk, by=world.by("head"), at=w.at("03-18"), lead_id=world.id("lead"), co_ids=[world.id("co")]
        )
    w.assign(
        case_id=case.pk, by=world.by("head"), at=w.at("03-18"), lead_id=world.id("lead"), co_ids=[world.id("third")]
    )
    assert w.open_codes(case) == {"P05"}
