"""Measures whole: 24 hours, the list, nothing twice, back when the time is over, recordings."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cases.dispose_measure import Lapsed, PartyNotTold, dispose_measure
from cases.evidence.enter_recording import HashWrong, MeasureMissing, enter_recording
from cases.evidence.regularise import NothingUrgent, regularise
from cases.evidence.things import ListMissing, SeizedAlready
from cases.extend_measure import ExtendedTooLate, extend_measure
from cases.measures import ListUnsigned
from cases.models import Case, Measure
from cases.preserve import preserve
from cases.record_testing import BegunTooLate, record_testing
from cases.rules.loading import load
from cases.rules.registry import RuleBroken, audit
from cases.seize import PowerDelegated, seize
from enforcement.errors import NotAllowed
from tests.cases.acts import world as w
from tests.cases.acts.refusing import last_verb, refused

SEIZE: dict[str, Any] = {
    "items": "农药 | 批号A-001 | 12箱\n台账", "legal_basis": "农药管理条例第四十一条", "only_related": True, "place": "库房",
}  # fmt: skip


def at_step(world: w.World, kind: str, **changes: Any) -> Case:
    case = w.filed(world, **changes)
    w.investigate(
        case_id=case.pk, by=world.by("lead"), at=w.at("03-16"), outcome=kind, officer_ids=world.pair, ground="需要"
    )
    return case


def seized(world: w.World, case: Case, day: str = "03-16", hour: int = 15, **changes: Any) -> Measure:
    facts = {**SEIZE, "officer_ids": world.pair, "approved_by_id": world.id("head")}
    return seize(case_id=case.pk, by=world.by("lead"), at=w.at(day, hour), **{**facts, **changes})


def found(case: Case, rule: str, day: str) -> list[tuple[str, str]]:
    return [(f.key.split(":", 2)[-1], f.severity) for f in audit(load(case, w.on(day)), [rule])]


def test_a_measure_keeps_who_took_it_and_one_officer_alone_is_found(world: w.World) -> None:
    measure = seized(world, at_step(world, "seize"))
    assert [(o["person"], o["standing"]["ok"]) for o in measure.officers] == [(pk, True) for pk in world.pair]
    assert found(measure.case, "R01", "03-17") == []
    Measure.objects.filter(pk=measure.pk).update(officers=measure.officers[:1])
    assert found(measure.case, "R01", "03-17") == [(str(measure.pk), "red")]


def test_an_urgent_measure_is_approved_within_24_hours_or_is_red_for_ever(world: w.World) -> None:
    case = at_step(world, "seize")
    measure = seized(world, case, is_urgent=True, approved_by_id=None)
    assert measure.taken_at == w.at("03-16", 15)
    assert found(case, "R08", "03-17") == []
    assert found(case, "R08", "03-18") == [("urgent", "red")]
    facts: dict[str, Any] = {"case_id": case.pk, "measure_id": measure.pk}
    with refused(RuleBroken, case):  # what was never approved is not extended
        extend_measure(**facts, by=world.by("head"), at=w.at("04-10"), reason="复杂")
    with refused(NotAllowed, case):
        regularise(**facts, by=world.by("lead"), at=w.at("03-17"), approved=True, opinion="紧急")
    late = w.at("03-16", 15) + timedelta(hours=24, seconds=1)
    regularise(**facts, by=world.by("head"), at=late, approved=True, opinion="情况紧急属实")
    assert last_verb(case) == "case.regularise_measure"
    assert found(case, "R08", "03-17") == [("urgent", "red")]
    with refused(NothingUrgent, case):
        regularise(**facts, by=world.by("head"), at=late, approved=True, opinion="紧急")


@pytest.mark.parametrize("approved", [True, False])
def test_what_the_head_answers_within_24_hours_holds_or_lifts(world: w.World, approved: bool) -> None:
    case = at_step(world, "seize")
    measure = seized(world, case, is_urgent=True, approved_by_id=None)
    regularise(
        case_id=case.pk, by=world.by("head"), at=w.at("03-17", 15), measure_id=measure.pk, approved=approved,
        opinion="意见",
    )  # fmt: skip
    measure.refresh_from_db()
    assert (measure.ended_on is None) is approved
    assert found(case, "R08", "03-20") == []


def test_the_list_is_whole_signed_or_explained_never_delegated_and_nothing_is_seized_twice(world: w.World) -> None:
    case = at_step(world, "seize")
    with refused(ListMissing, case, field="items"):
        seized(world, case, items=" \n ")
    with refused(ListUnsigned, case, field="list_note"):
        seized(world, case, list_signed=False)
    with refused(PowerDelegated, case, field="not_delegated"):
        seized(world, case, not_delegated=False)
    measure = seized(world, case, list_signed=False, list_note="当事人拒签，社区网格员见证")
    assert [(t.name, t.mark, t.quantity) for t in measure.things.all()] == [
        ("农药", "批号A-001", "12箱"),
        ("台账", "", ""),
    ]
    other = at_step(world, "seize", party_name="乐陵市丙公司", party_code="", cause="另案")
    with refused(SeizedAlready, other, field="items") as caught:  # the same batch, written otherwise
        seized(world, other, items="农药|批号 a001|3箱")
    assert case.number in str(caught.value)
    seized(world, other, items="台账")  # no mark, another party: another ledger
    dispose_measure(
        case_id=case.pk, by=world.by("lead"), at=w.at("03-20"), measure_id=measure.pk, disposition="returned"
    )
    third = at_step(world, "seize", party_name="乐陵市丁公司", party_code="", cause="第三案")
    assert seized(world, third).pk


def test_preserved_things_go_back_when_the_seven_days_are_over(world: w.World) -> None:
    case = at_step(world, "preserve")
    measure = preserve(
        case_id=case.pk, by=world.by("lead"), at=w.at("03-16", 10), items="进货台账", officer_ids=world.pair,
        approved_by_id=world.id("head"),
    )  # fmt: skip
    facts: dict[str, Any] = {"case_id": case.pk, "by": world.by("lead"), "measure_id": measure.pk}
    with refused(PartyNotTold, case, field="told_on"):
        dispose_measure(**facts, at=w.at("03-20"), disposition="police")
    with refused(Lapsed, case, field="disposition"):
        dispose_measure(**facts, at=w.at("03-26"), disposition="seized")
    dispose_measure(**facts, at=w.at("03-26"), disposition="police", told_on=w.on("03-26"))
    assert [severity for _key, severity in found(case, "R07", "03-27")] == ["red"]  # late all the same


def test_a_test_keeps_a_seizure_open_to_be_extended_but_none_begins_after_its_end(world: w.World) -> None:
    case = at_step(world, "seize")
    measure = seized(world, case)
    facts: dict[str, Any] = {"case_id": case.pk, "measure_id": measure.pk}
    grant = {"by": world.by("head"), "reason": "检验尚未结束"}
    late = {"from_on": w.on("04-16"), "told_on": w.on("04-16")}
    with refused(BegunTooLate, case, field="from_on"):
        record_testing(**facts, by=world.by("lead"), at=w.at("04-16"), **late)
    with refused(ExtendedTooLate, case, field="measure_id"):
        extend_measure(**facts, **grant, at=w.at("04-16"))
    begun = {"from_on": w.on("04-15"), "told_on": w.on("04-15")}
    record_testing(**facts, by=world.by("lead"), at=w.at("04-16"), **begun)
    assert extend_measure(**facts, **grant, at=w.at("04-20")).extended_on == w.on("04-20")
    assert found(case, "R08", "04-21") == []
    record_testing(**facts, by=world.by("lead"), at=w.at("04-22"), **begun, to_on=w.on("04-22"))
    assert Measure.objects.get(pk=measure.pk).due_on == w.on("05-22")  # thirty days and thirty more, seven left out


def test_a_seizure_without_its_recording_is_red_a_day_later(world: w.World) -> None:
    case = at_step(world, "seize")
    measure = seized(world, case)
    assert found(case, "R34", "03-17") == []
    assert [severity for _key, severity in found(case, "R34", "03-18")] == ["red"]
    facts: dict[str, Any] = {
        "case_id": case.pk, "by": world.by("lead"), "at": w.at("03-18"), "subject": "seizure", "device": "记录仪01",
        "reference": "盘001", "minutes": 35, "recorded_on": w.on("03-16"),
    }  # fmt: skip
    with refused(MeasureMissing, case, field="measure_id"):
        enter_recording(**facts)
    with refused(HashWrong, case, field="sha256"):
        enter_recording(**facts, measure_id=measure.pk, sha256="xyz")
    enter_recording(**facts, measure_id=measure.pk, sha256="AB" * 32)
    assert [severity for _key, severity in found(case, "R34", "03-18")] == ["yellow"]  # there, but handed in late
