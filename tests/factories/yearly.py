"""Yearly reports, and the work of the law office. Made for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from cases.yearly.compute import content_of, hash_of
from cases.yearly.models import EnteredFigure, ProgressReport, SectionMember, TrainingEvent, YearlyReport
from enforcement.organisation.models import Agency
from tests.factories import flowcharts as charts
from tests.factories.cases import moment


def a_yearly_report(agency: Agency, year: int = 2025, **facts: Any) -> YearlyReport:
    """Make a draft counted from the rows as they are."""
    whole = {"drawn_at": moment("01-12"), "content": content_of(agency, year, date(year + 1, 1, 12))}
    facts.setdefault("drawn_by", charts.a_person("publish", agency=agency))
    report = YearlyReport(agency=agency, year=year, **{**whole, **facts})
    report.save()
    report.sha256 = hash_of(report)
    report.save(update_fields=["sha256"])
    return report


def an_entered_figure(report: YearlyReport, line: str = "permit.granted", **facts: Any) -> EnteredFigure:
    """Enter a figure in a report."""
    whole = {"amount": 3, "source": "审批系统", "entered_at": moment("01-12"), "entered_by": report.drawn_by}
    return EnteredFigure.objects.create(report=report, line=line, **{**whole, **facts})


def a_section_member(agency: Agency, name: str = "戊", **facts: Any) -> SectionMember:
    """Put somebody into the legal section of an agency."""
    whole = {"from_on": date(2024, 1, 2), "source": "编办〔2024〕1号", "entered_at": moment("01-12")}
    facts.setdefault("entered_by", charts.a_person("publish", agency=agency))
    return SectionMember.objects.create(agency=agency, name=name, **{**whole, **facts})


def a_training_event(agency: Agency, kind: str = "lecture", **facts: Any) -> TrainingEvent:
    """Make a lecture for the leadership of an agency."""
    whole = {"title": "法治专题讲座", "held_on": date(2026, 3, 2), "attendees": 9, "evidence": "会议签到表",
             "entered_at": moment("03-03")}  # fmt: skip
    facts.setdefault("entered_by", charts.a_person("supervise", agency=agency))
    return TrainingEvent.objects.create(agency=agency, kind=kind, **{**whole, **facts})


def a_progress_report(agency: Agency, year: int = 2025, **facts: Any) -> ProgressReport:
    """Make a progress report that is being written."""
    whole = {"drawn_at": moment("01-12"), "sha256": "0" * 64, "parts": [{"code": "work", "text": "一年来……"}]}
    facts.setdefault("drawn_by", charts.a_person("supervise", agency=agency))
    return ProgressReport.objects.create(agency=agency, year=year, **{**whole, **facts})
