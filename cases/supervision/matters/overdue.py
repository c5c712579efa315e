"""Alarms on letters that are about to be, or are, overdue (R38)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cases.rules.letters import unanswered
from cases.supervision.matters.models import Letter
from cases.supervision.matters.queries import awaited
from cases.supervision.sources import SubjectFinding
from cases.timing import light_of


def find(today: date) -> Iterator[SubjectFinding]:
    """Yield the findings on letters that wait for the organ: one query."""
    for letter in awaited(Letter.objects.all()).select_related("matter__agency"):
        light = light_of(letter.due_on, letter.issued_on, today)
        found = unanswered(
            kind=letter.kind, number=letter.number, due_on=letter.due_on, light=light, today=today
        )  # fmt: skip
        for one in found:
            matter = letter.matter
            yield SubjectFinding(matter.agency_id, matter.series, matter.title, matter.get_absolute_url(), one)
