"""What the phone offers: the agency, the second officers, the offences with their grades, the recent ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max

from cases.discretion.models import Benchmark
from cases.discretion.versions import in_force
from cases.models import Case
from cases.people import with_duty
from cases.rules.older import numbers_of
from cases.rules.on_spot import limit_for
from cases.settings import legal
from cases.summary.models import OnSpot
from certification import standing
from enforcement.organisation.models import Agency, Person

RECENT = 6


@dataclass(frozen=True)
class Choices:
    """What one officer may choose on one day."""

    agency: Agency
    field: str
    seconds: list[tuple[int, str]]
    last_second: int | None
    offences: list[tuple[int, str]]
    data: dict[str, Any]


def choices_for(person: Person, agency: Agency, on: date) -> Choices:
    """Return what the phone offers to an officer of an agency on a day."""
    field = (agency.fields or [""])[0]
    rows = list(in_force(agency, on, field))
    mine = OnSpot.objects.filter(case__assignments__person=person, case__assignments__role="lead").order_by("-pk")
    last = mine.values_list("second_id", flat=True).first()
    people = [p for p in with_duty(agency, "handle") if p.pk != person.pk]
    judged = standing.may_act_many(person_ids=[p.pk for p in people], on=on, field=field, agency=agency)
    seconds = [(p.pk, f"{p.name} · {judged[p.pk].number}") for p in people if judged[p.pk].ok]
    rules = numbers_of(legal(agency, on), act_on=on, filed_on=None)
    data = {
        "limits": {kind: str(limit_for(kind, rules)) for kind in ("person", "business", "organisation")},
        "offences": {str(b.pk): _offence(b) for b in rows}, "recent": _recent(person, rows),
    }  # fmt: skip
    return Choices(agency, field, seconds, last, [(b.pk, f"{b.offence}（{b.penalty}）") for b in rows], data)


def _offence(benchmark: Benchmark) -> dict[str, Any]:
    grades = [
        {"code": g.code, "title": g.get_code_display(), "low": str(g.low), "high": str(g.high)}
        for g in benchmark.grades.all()
    ]
    fixed = benchmark.basis == Benchmark.Basis.FIXED
    return {"name": benchmark.offence, "penalty": benchmark.penalty, "grades": grades if fixed else []}


def _recent(person: Person, rows: list[Benchmark]) -> list[int]:
    """Return the offences that this officer handled last on the spot, else the first of the list."""
    cases = Case.objects.filter(on_spot__isnull=False, assignments__person=person)
    causes = list(
        cases.values("cause").annotate(last=Max("pk")).order_by("-last").values_list("cause", flat=True)[:RECENT]
    )
    by_name = {b.offence: b.pk for b in rows}
    return [by_name[c] for c in causes if c in by_name] or [b.pk for b in rows[:RECENT]]
