"""Rows of evidence, inquiries, measures and inspections, as acts would leave them."""

from __future__ import annotations

from typing import Any

from cases import models
from cases.models import Case
from enforcement.organisation.models import Agency
from tests.factories.cases import an_inquiry, day, moment


def a_piece(case: Case, number: int = 1, **facts: Any) -> models.Evidence:
    """Make a piece of evidence without a file."""
    whole = {
        "kind": "document", "name": "进货票据", "source": "当事人提供", "obtained_how": "提取复印件",
        "obtained_on": day("03-16"), "stage": "investigation", "received_at": moment("03-16"), "author": "甲",
    }  # fmt: skip
    return models.Evidence.objects.create(case=case, number=number, **{**whole, **facts})


def a_custody_event(piece: models.Evidence, order: int = 1, **facts: Any) -> models.CustodyEvent:
    """Make a link of the chain of custody."""
    whole = {
        "kind": "taken", "happened_at": moment("03-16"), "from_name": "当事人", "to_name": "甲",
        "recorded_at": moment("03-16"), "author": "甲",
    }  # fmt: skip
    return models.CustodyEvent.objects.create(evidence=piece, order=order, **{**whole, **facts})


def an_interview(case: Case, **facts: Any) -> models.Interview:
    """Make an interview with its inquiry."""
    whole = {
        "respondent": "王某", "capacity": "法定代表人", "begun_at": moment("03-16"), "ended_at": moment("03-16", 10),
        "answers": [["问", "答"]], "pages": 1, "pages_signed": 1, "read_over": True,
    }  # fmt: skip
    return models.Interview.objects.create(inquiry=an_inquiry(case), **{**whole, **facts})


def a_sample(case: Case, **facts: Any) -> models.Sample:
    """Make a sample with its inquiry."""
    whole = {
        "name": "农药", "taken": "四瓶", "kept_back": "二瓶", "seal_number": "封001", "kept_at_place": "物证室",
    }  # fmt: skip
    return models.Sample.objects.create(inquiry=an_inquiry(case, kind="sampling"), **{**whole, **facts})


def an_entrusted_test(case: Case, **facts: Any) -> models.EntrustedTest:
    """Make a test by an entrusted body."""
    whole = {
        "subject": "农药", "body": "某检测中心", "qualification": "资质001", "question": "有效成分含量",
        "from_on": day("03-20"),
    }  # fmt: skip
    return models.EntrustedTest.objects.create(case=case, **{**whole, **facts})


def a_recording(case: Case, on: str = "03-18", **facts: Any) -> models.Recording:
    """Make a recording."""
    whole = {"subject": "seizure", "device": "执法记录仪01", "reference": "盘001", "minutes": 40, "author": "甲"}
    return models.Recording.objects.create(
        case=case, recorded_on=day(on), entered_at=moment(on), **{**whole, **facts}
    )  # fmt: skip


def a_thing(measure: models.Measure, order: int = 1, **facts: Any) -> models.Thing:
    """Make a line of the list of a measure."""
    whole = {"name": "农药", "mark": "批号001", "quantity": "12箱", "likeness": "农药|批号001"}
    return models.Thing.objects.create(measure=measure, order=order, **{**whole, **facts})


def a_suspension(case: Case, **facts: Any) -> models.Suspension:
    """Make a suspension that lasts."""
    whole = {"ground": "missing", "facts": "当事人下落不明", "from_on": day("03-16"), "approver": "局长"}
    return models.Suspension.objects.create(case=case, **{**whole, **facts})


def an_inspection(agency: Agency, **facts: Any) -> models.Inspection:
    """Make an inspection outside any case."""
    whole = {
        "number": "乐检〔2026〕1号", "occasion": "plan", "enterprise": "乐陵市甲商贸有限公司", "matter": "年度检查",
        "approver": "局长", "approved_on": day("03-09"), "notice_given": True, "held_on": day("03-10"), "found": "未发现问题",
        "entered_at": moment("03-10"), "scanned_at": moment("03-10"),
    }  # fmt: skip
    return models.Inspection.objects.create(agency=agency, **{**whole, **facts})


def a_clue(case: Case, **facts: Any) -> models.Clue:
    """Make the origin of a case."""
    return models.Clue.objects.create(case=case, **facts)
