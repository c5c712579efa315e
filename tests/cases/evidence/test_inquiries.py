"""Interviews, samples, tests, inspections outside cases; and two officers with valid cards on each."""

from __future__ import annotations

from datetime import date
from typing import Any

from cases.evidence.end_test import ResultKnown, RetestTooLate, ask_retest, end_test
from cases.evidence.entrust_test import AlreadyTested, BodyUnfit, entrust_test
from cases.evidence.inspections.frequency import faults
from cases.evidence.inspections.register_inspection import (
    AboveCap,
    ApprovedAfter,
    InspectorsUnfit,
    NotApprovedBefore,
    NoticeMissing,
    register_inspection,
)
from cases.evidence.questions import is_whole, pairs
from cases.evidence.record_interview import (
    AnswersMissing,
    NotAlone,
    NotReadOver,
    OfficerElsewhere,
    PagesUnsigned,
    SpanWrong,
    record_interview,
)
from cases.evidence.take_sample import NothingKeptBack, take_sample
from cases.models import Case, Inspection, Sample
from cases.people import officers_for
from cases.rules.registry import RuleBroken
from enforcement.flowcharts.models import RunClock
from tests.cases.acts import world as w
from tests.cases.acts.refusing import last_verb, refused
from tests.cases.evidence.test_measures import at_step, seized
from tests.factories.certification import a_credential, an_officer

TALK = "问：沙子是谁的？\n答：是我公司的，\n昨天运来的。\n问：有许可吗？\n答：没有。"


def interviewed(world: w.World, case: Case, **changes: Any) -> Any:
    facts = {
        "respondent": "王某", "capacity": "法定代表人", "begun_at": w.at("03-16", 9), "ended_at": w.at("03-16", 10),
        "answers": TALK, "officer_ids": world.pair, "pages": 2, "pages_signed": 2, "alone": True, "read_over": True,
    }  # fmt: skip
    return record_interview(case_id=case.pk, by=world.by("lead"), at=w.at("03-16", 15), **{**facts, **changes})


def test_questions_and_answers_are_read_from_lines() -> None:
    assert pairs(TALK) == [["沙子是谁的？", "是我公司的，\n昨天运来的。"], ["有许可吗？", "没有。"]]
    assert [is_whole(pairs(text)) for text in (TALK, "问：谁？\n答：", "随便写的", "答：先答后问")] == [
        True,
        False,
        False,
        False,
    ]


def test_an_interview_is_of_one_person_read_over_and_signed_page_by_page(world: w.World) -> None:
    case = w.filed(world)
    for kind, field, changes in (
        (AnswersMissing, "answers", {"answers": "他承认了"}),
        (NotAlone, "alone", {"alone": False}),
        (NotReadOver, "read_over", {"read_over": False}),
        (PagesUnsigned, "refusal_note", {"pages_signed": 1}),
        (SpanWrong, "ended_at", {"ended_at": w.at("03-16", 9)}),
    ):
        with refused(kind, case, field=field):
            interviewed(world, case, **changes)
    with refused(RuleBroken, case):
        interviewed(world, case, officer_ids=[world.id("lead"), world.id("helper")])
    made = interviewed(world, case, pages_signed=1, refusal_note="拒绝在末页签名，见证人李某")
    assert made.interview.answers[1] == ["有许可吗？", "没有。"]
    assert (last_verb(case), case.papers.last().code) == ("case.record_interview", "XW")
    with refused(OfficerElsewhere, case, field="officer_ids"):
        interviewed(
            world, case, respondent="李某", begun_at=w.at("03-16", 8), officer_ids=[world.id("co"), world.id("third")]
        )
    interviewed(world, case, respondent="李某", begun_at=w.at("03-16", 10), ended_at=w.at("03-16", 11))


def sampled(world: w.World, case: Case, **changes: Any) -> Sample:
    facts = {
        "name": "农药", "taken": "四瓶", "kept_back": "二瓶", "seal_number": "封001", "kept_at_place": "物证室",
        "officer_ids": world.pair,
    }  # fmt: skip
    return take_sample(case_id=case.pk, by=world.by("lead"), at=w.at("03-17"), **{**facts, **changes})


def test_a_sample_keeps_part_of_it_back_under_seal(world: w.World) -> None:
    case = w.filed(world)
    for field in ("kept_back", "seal_number", "kept_at_place"):
        with refused(NothingKeptBack, case, field=field):
            sampled(world, case, **{field: " "})
    with refused(RuleBroken, case):
        sampled(world, case, officer_ids=[world.id("lead")])
    assert sampled(world, case).inquiry.kind == "sampling"
    assert case.papers.last().code == "CY"


def test_a_test_stops_the_clocks_only_if_the_party_was_told_in_writing(world: w.World) -> None:
    case = at_step(world, "seize")
    measure = seized(world, case, day="03-18")
    clock = RunClock.objects.get(run_id=case.run_id)
    facts: dict[str, Any] = {
        "case_id": case.pk, "by": world.by("lead"), "at": w.at("03-20"), "subject": "农药", "body": "省检测中心",
        "qualification": "资质001", "question": "有效成分", "sample_id": sampled(world, case).pk,
    }  # fmt: skip
    with refused(BodyUnfit, case, field="qualification"):
        entrust_test(**{**facts, "qualification": " "})
    silent = entrust_test(**facts)
    clock.refresh_from_db()
    assert not clock.pauses.exists()
    told = entrust_test(**{**facts, "sample_id": None}, measure_id=measure.pk, told_on=w.on("03-20"))
    with refused(AlreadyTested, case, field="measure_id"):
        entrust_test(**facts, measure_id=measure.pk)
    end = {"case_id": case.pk, "by": world.by("lead"), "at": w.at("04-10"), "to_on": w.on("04-10"), "result": "不合格"}
    done = end_test(**end, test_id=told.pk)
    measure.refresh_from_db()
    assert measure.due_on == w.on("05-08")
    assert clock.pauses.get().to_on == w.on("04-10")
    assert done.retest_until == w.on("04-21")
    with refused(ResultKnown, case, field="test_id"):
        end_test(**end, test_id=told.pk)
    ask = {"case_id": case.pk, "by": world.by("lead"), "test_id": told.pk}
    with refused(RetestTooLate, case, field="asked_on"):
        ask_retest(**ask, at=w.at("04-22"))
    assert ask_retest(**ask, at=w.at("04-21")).retest_asked_on == w.on("04-21")
    with refused(RetestTooLate, case):
        ask_retest(**{**ask, "test_id": silent.pk}, at=w.at("04-21"))


def inspected(world: w.World, **changes: Any) -> Inspection:
    facts = {
        "occasion": "plan", "field": "urban", "enterprise": "乐陵市甲建材有限公司", "code": w.FIRM_CODE,
        "matter": "占道经营", "approver_id": world.id("head"), "approved_on": w.on("03-09"), "notice_given": True,
        "officer_ids": world.pair, "found": "未发现问题", "scanned": True, "held_on": w.on("03-10"),
    }  # fmt: skip
    return register_inspection(agency_id=world.agency.pk, by=world.by("lead"), at=w.at("03-10"), **{**facts, **changes})


def test_an_enterprise_is_inspected_with_approval_and_notice_and_not_above_the_yearly_cap(world: w.World) -> None:
    for kind, field, changes in (
        (ApprovedAfter, "approved_on", {"approved_on": w.on("03-11")}),
        (NotApprovedBefore, "approver_id", {"approver_id": world.id("lead")}),
        (NoticeMissing, "notice_given", {"notice_given": False}),
        (InspectorsUnfit, "officer_ids", {"officer_ids": [world.id("lead")]}),
        (InspectorsUnfit, "officer_ids", {"officer_ids": [*world.pair, world.id("helper")]}),
    ):
        with refused(kind, field=field):
            inspected(world, **changes)
    assert faults(inspected(world)) == []
    inspected(world, enterprise="乐陵市甲建材公司")  # the same code under another name
    with refused(AboveCap, field="over_cap_because"):
        inspected(world)
    assert inspected(world, occasion="complaint").over_cap_because == ""
    over = inspected(world, over_cap_because="专项整治", scanned=False)
    assert [severity for severity, _said in faults(over)] == ["yellow", "yellow"]
    assert inspected(world, held_on=date(2025, 12, 30), approved_on=date(2025, 12, 29)).number.startswith(
        "乐综执检〔2025〕1"
    )


def test_sample_case_3_an_auxiliary_never_counts_as_the_second_officer(world: w.World) -> None:
    case, second = w.filed(world), world.id("helper")
    with refused(RuleBroken, case) as caught:
        interviewed(world, case, officer_ids=[world.id("lead"), second])
    assert caught.value.code == "R01"
    made = interviewed(world, case, helper_ids=[second])
    assert [(o.name, o.role) for o in made.officers.all()][-1] == ("丁某", "helper")


def test_sample_case_7_a_card_that_expired_is_not_cured_by_its_renewal(world: w.World) -> None:
    """The card ends on 31 May, the interview is of 10 June, the renewal of 25 June: judged on the day of the act."""
    case = w.filed(world)
    second = an_officer(world.agency, name="己某", fields=("urban",), valid_to=w.on("05-31"))
    facts: dict[str, Any] = {
        "case_id": case.pk, "by": world.by("lead"), "respondent": "王某", "capacity": "负责人", "answers": TALK,
        "pages": 1, "pages_signed": 1, "alone": True, "read_over": True, "officer_ids": [world.id("lead"), second.pk],
    }  # fmt: skip
    on_10_june = {"begun_at": w.at("06-10", 9), "ended_at": w.at("06-10", 10)}
    with refused(RuleBroken, case):
        record_interview(**facts, **on_10_june, at=w.at("06-10", 15))
    grey = {c.name: c.why_not for c in officers_for(case, w.on("06-01")) if not c.may}
    assert "己某" in grey
    assert [c.may for c in officers_for(case, w.on("05-31")) if c.name == "己某"] == [True]
    a_credential(second, world.agency, fields=("urban",), at=w.at("06-25"), valid_from=w.on("06-25"))
    with refused(RuleBroken, case):
        record_interview(**facts, **on_10_june, at=w.at("06-26"))
    record_interview(**facts, begun_at=w.at("06-26", 9), ended_at=w.at("06-26", 10), at=w.at("06-26", 15))
