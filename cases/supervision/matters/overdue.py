"""Alarms on letters that are about to be, or are, overdue (R38)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cases.rules.letters import unanswered
from cases.supervision.matters.models import Letter
from cases.supervision.matters.queries import awaited
from cases.supervision.sources import SubjectFinding
from cases.threshold_settings import points_by_agency
from enforcement.flowcharts.calendar.current import calendar


def find(today: date) -> Iterator[SubjectFinding]:
    """Yield the findings on letters that wait for the organ: one query, and one for where their colours turn."""
    letters = list(awaited(Letter.objects.all()).select_related("matter__agency"))
    points = points_by_agency("R38", {letter.matter.agency for letter in letters}, today)
    for letter in letters:
        matter = letter.matter
        found = unanswered(
            kind=letter.kind, number=letter.number, issued_on=letter.issued_on, due_on=letter.due_on, today=today,
            points=points[matter.agency_id], calendar=calendar(),
        )  # fmt: skip
        for one in found:
            yield SubjectFinding(matter.agency_id, matter.series, matter.title, matter.get_absolute_url(), one)
