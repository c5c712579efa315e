"""What other packages may ask of exams: has this person passed?"""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from enforcement.organisation import parameters
from exams.models import Result
from exams.parameters import PASS_YEARS


@dataclass(frozen=True, slots=True)
class Passed:
    """A passed exam. ``points`` are in 1/100; ``valid_until`` is the last day on which it counts."""

    result_id: int
    session_id: int
    session: str
    exam: str
    subject: str
    points: int
    total: int
    passed_on: date
    valid_until: date


def latest_pass(*, person_id: int, subject: str, on: date) -> Passed | None:
    """Return the latest pass of a person in a subject that counts on a day, among the results that are released.

    ``subject`` is ``public_law`` or ``professional``; validity follows ``exam.pass_valid_years`` of the exam's agency.
    """
    rows = (
        Result.objects.filter(person_id=person_id, subject=subject, passed=True, passed_on__lte=on, superseded_by=None)
        .filter(Q(session__release_at_once=True) | Q(session__state="released"))
        .select_related("session__exam__agency")
        .order_by("-passed_on", "-pk")[:1]
    )
    for row in rows:
        exam = row.session.exam
        if row.passed_on is None:  # pragma: no cover (a constraint of the table)
            continue
        years = parameters.value(PASS_YEARS, agency=exam.agency, on=row.passed_on)
        until = _years_after(row.passed_on, int(years))
        if on <= until:
            return Passed(
                row.pk,
                row.session_id,
                row.session.title,
                exam.title,
                subject,
                row.points,
                row.total,
                row.passed_on,
                until,
            )
    return None


def passed(*, person_id: int, subject: str, on: date) -> bool:
    """Return whether a person has a pass in a subject that counts on a day."""
    return latest_pass(person_id=person_id, subject=subject, on=on) is not None


def _years_after(day: date, years: int) -> date:
    year = day.year + years
    short = day.month == 2 and day.day == 29 and not isleap(year)  # noqa: PLR2004 (29 February)
    return date(year, 2, 28) if short else day.replace(year=year)
