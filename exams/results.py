"""What other packages may ask of exams: has this person passed, is the person exempt, how long were they trained?"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from enforcement.organisation import parameters
from exams.administration.training import hours_of
from exams.among import among
from exams.models import Exam, Exemption, Result, Sitting
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


@dataclass(frozen=True, slots=True)
class Exempted:
    """An exemption that was granted. ``evidence`` names the certificate; ``valid_until`` is None without an end."""

    exemption_id: int
    subject: str
    ground: str
    evidence: str
    valid_from: date
    valid_until: date | None


def latest_pass(*, person_id: int, subject: str, on: date, field: str | None = None) -> Passed | None:
    """Return the latest pass of a person in an officers' exam of a subject that counts on a day, of released results.

    ``subject`` is ``public_law`` or ``professional``, the latter of one ``field`` of enforcement if named; validity
    follows ``exam.pass_valid_years`` of the exam's agency. A sitting that was declared void does not count, nor does an
    exam for leaders: it examines no officer (山东省行政执法监督条例第十条第二款).
    """
    officers = Exam.Family.OFFICER
    return latest_passes(person_ids=[person_id], subject=subject, on=on, family=officers, field=field).get(person_id)


def latest_passes(
    *, person_ids: Collection[int], subject: str, on: date, family: str = "", field: str | None = None
) -> dict[int, Passed]:
    """Return the latest pass of each person as ``latest_pass`` does, of one family of exams and one field if named.

    An exam that names no field counts for each.
    """
    rows = (
        Result.objects.filter(
            person_id__in=among(person_ids), subject=subject, passed=True, passed_on__lte=on, superseded_by=None
        )
        .filter(Q(session__release_at_once=True) | Q(session__state="released"))
        .exclude(sitting__state=Sitting.State.VOIDED)
        .select_related("session__exam__agency")
        .order_by("person_id", "-passed_on", "-pk")
        .distinct("person_id")
    )
    if family:
        rows = rows.filter(session__exam__family=family)
    if field is not None:
        rows = rows.filter(session__exam__field__in={field, ""})
    years: dict[tuple[int, date], int] = {}
    found = {}
    for row in rows:
        exam, day = row.session.exam, row.passed_on
        if day is None:  # pragma: no cover (a constraint of the table)
            continue
        key = (exam.agency_id, day)
        if key not in years:
            years[key] = int(parameters.value(PASS_YEARS, agency=exam.agency, on=day))
        until = _years_after(day, years[key])
        if on <= until:
            found[row.person_id] = _passed(row, day, until)
    return found


def _passed(row: Result, day: date, until: date) -> Passed:
    return Passed(
        result_id=row.pk,
        session_id=row.session_id,
        session=row.session.title,
        exam=row.session.exam.title,
        subject=row.subject,
        points=row.points,
        total=row.total,
        passed_on=day,
        valid_until=until,
    )


def passed(*, person_id: int, subject: str, on: date) -> bool:
    """Return whether a person has a pass in a subject that counts on a day."""
    return latest_pass(person_id=person_id, subject=subject, on=on) is not None


def exempt(*, person_id: int, subject: str, on: date) -> Exempted | None:
    """Return the granted exemption of a person from a subject that holds on a day (国办发〔2018〕118号第二十三项)."""
    return exemptions(person_ids=[person_id], subject=subject, on=on).get(person_id)


def exemptions(*, person_ids: Collection[int], subject: str, on: date) -> dict[int, Exempted]:
    """Return the exemptions that hold on a day, by person; of several the one that ends last."""
    rows = (
        Exemption.objects.filter(
            Q(until_on=None) | Q(until_on__gte=on),
            person_id__in=among(person_ids),
            subject=subject,
            state=Exemption.State.GRANTED,
            from_on__lte=on,
        )
        .order_by("until_on", "pk")
        .values_list("person_id", "pk", "ground", "evidence", "from_on", "until_on")
    )  # NULLS LAST in ascending order: the one without an end wins
    return {person: Exempted(pk, subject, ground, proof, start, end) for person, pk, ground, proof, start, end in rows}


def training_hours(*, person_id: int, on: date) -> Decimal:
    """Return the hours (学时) that a person attended in courses that are closed and ended by a day."""
    found = hours_of(person_ids=[person_id], from_on=date.min, to_on=on)
    return found.get(person_id, Decimal(0))


def _years_after(day: date, years: int) -> date:
    year = day.year + years
    short = day.month == 2 and day.day == 29 and not isleap(year)  # noqa: PLR2004 (29 February)
    return date(year, 2, 28) if short else day.replace(year=year)
