"""When a yearly report is due, whose is missing, and what waits for whom (国办发〔2018〕118号第六项: 31 January)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.db.models import Q, QuerySet

from cases.yearly.access import OF_GOVERNMENT, PARTS, REPORTING
from cases.yearly.models import YearlyReport
from cases.yearly.parameters import NOTICE
from enforcement import clock
from enforcement.organisation.duties.holding import agencies_where
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import value

NEXT = {"": "draw", "draft": "check", "checked": "approve", "approved": "publish"}


def due_on(year: int) -> date:
    """Return the day by which the report of a year is public."""
    return date(year + 1, 1, 31)


def light_of(
    report: YearlyReport | None, agency: Agency, year: int, today: date
) -> Literal["green", "yellow", "red", ""]:
    """Return the light: green in time, yellow near the day, red past it or late, none before the year ends."""
    due = due_on(year)
    if report is not None and report.published_at is not None:
        return "green" if clock.day_of(report.published_at) <= due else "red"
    if today.year <= year:
        return ""
    if today > due:
        return "red"
    return "yellow" if today >= due - timedelta(days=value(NOTICE, agency=agency, on=today)) else "green"


def expected(agencies: QuerySet[Agency]) -> QuerySet[Agency]:
    """Return those that owe a report: governments and townships, and departments with a field of enforcement."""
    return agencies.filter(kind__in=REPORTING, is_active=True).exclude(kind=Agency.Kind.DEPARTMENT, fields=[])


def with_part(person_id: int, part: str) -> QuerySet[Agency]:
    """Return the agencies in whose report a person has a part."""
    government = agencies_where(person_id=person_id, duties=OF_GOVERNMENT[part]).filter(kind=Agency.Kind.GOVERNMENT)
    others = agencies_where(person_id=person_id, duties=PARTS[part]).exclude(kind=Agency.Kind.GOVERNMENT)
    return expected(Agency.objects.filter(Q(pk__in=government.values("pk")) | Q(pk__in=others.values("pk"))))


def first_published(agencies: QuerySet[Agency], year: int) -> dict[int, YearlyReport]:
    """Return the first published version of each agency: it tells whether the report was in time."""
    rows = YearlyReport.objects.filter(agency__in=agencies.values("pk"), year=year, state="published")
    return {row.agency_id: row for row in rows.defer("content").order_by("-version")}


def newest(agencies: QuerySet[Agency], year: int) -> dict[int, YearlyReport]:
    """Return the newest version of each agency, under way or published."""
    rows = YearlyReport.objects.filter(agency__in=agencies.values("pk"), year=year)
    return {row.agency_id: row for row in rows.defer("content").order_by("version")}


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a person: the part, the agency, and its report if there is one."""

    part: str
    agency: Agency
    report: YearlyReport | None


def waiting(person_id: int, year: int) -> Iterator[Waiting]:
    """Yield what waits for a person in the reports of a year; a draft waits for whoever draws it, too."""
    for part in ("draw", "check", "approve", "publish"):
        agencies = with_part(person_id, part)
        there = newest(agencies, year)
        for agency in agencies:
            report = there.get(agency.pk)
            state = report.state if report else ""
            if NEXT.get(state) == part or (part == "draw" and state == "draft"):
                yield Waiting(part, agency, report)
