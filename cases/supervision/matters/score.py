"""How organs stand in a year: decisions set aside, and matters, letters and corrections (法治政府考核)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import Count, F, Q, QuerySet

from cases.models import Remedy
from cases.supervision.matters.models import Correction, Letter, Matter
from cases.supervision.matters.parameters import SERIOUS
from cases.supervision.matters.queries import awaited
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import value

SERIOUS_OUTCOMES: Final = {"annulled": "annulled", "anew": "annulled", "illegal": "illegal", "invalid": "illegal"}
"""What counts as a seriously illegal case: annulled, also to be decided anew; confirmed illegal or invalid."""


@dataclass
class Score:
    """One organ in one year."""

    agency: Agency
    counts: Counter[str] = field(default_factory=Counter)
    threshold: int = 0

    @property
    def serious(self) -> int:
        """Cases annulled or found illegal or invalid."""
        return self.counts["annulled"] + self.counts["illegal"]

    @property
    def others(self) -> int:
        """Letters that do not rest on the regulation of supervision: notices, opinions of reconsideration."""
        return self.counts[Letter.Kind.NOTICE] + self.counts[Letter.Kind.REVIEW]

    @property
    def is_over(self) -> bool:
        """Whether so many that the head of the organ answers for it."""
        return 0 < self.threshold <= self.serious


def scores(agencies: Sequence[Agency], year: int, *, today: date) -> list[Score]:
    """Return the scores of organs, those with the most set aside first: five queries, and one a setting."""
    ids = [a.pk for a in agencies]
    found = {a.pk: Score(a, threshold=value(SERIOUS, agency=a, on=min(date(year, 12, 31), today))) for a in agencies}
    for agency, _case, outcome in _once(Remedy.objects.filter(case__agency__in=ids, outcome_on__year=year)):
        found[agency].counts[SERIOUS_OUTCOMES.get(outcome, outcome)] += 1
    matters = Matter.objects.filter(agency__in=ids, opened_on__year=year)
    stood = matters.exclude(finding__in=["", "no_problem"]).exclude(letters__is_withdrawn=True)
    _count(found, stood, "agency", "", "matters")
    letters = Letter.objects.filter(matter__agency__in=ids, issued_on__year=year, is_withdrawn=False)
    _count(found, letters, "matter__agency", "kind")
    late = Q(was_late=True) | Q(pk__in=awaited(letters.filter(due_on__lt=today)).values("pk"))
    _count(found, letters.filter(late), "matter__agency", "", "late")
    rows = Correction.objects.filter(agency__in=ids, due_on__year=year, dropped_on__isnull=True)
    _count(found, rows, "agency", "", "asked")
    _count(found, rows.filter(done_on__isnull=False, done_on__lte=F("due_on")), "agency", "", "in_time")
    return sorted(found.values(), key=lambda s: (-s.serious, -s.counts["late"], -s.counts["matters"], s.agency.path))


def _once(rows: QuerySet[Remedy]) -> set[tuple[int, int, str]]:
    """Return (agency, case, outcome) once a case, however many remedies it saw: changed only where nothing graver."""
    told = rows.filter(outcome__in=[*SERIOUS_OUTCOMES, "changed"]).order_by("outcome_on", "pk")
    last: dict[tuple[int, int], str] = {}
    for agency, case, outcome in told.values_list("case__agency", "case", "outcome"):
        if outcome != "changed" or (agency, case) not in last:
            last[agency, case] = outcome
    return {(agency, case, outcome) for (agency, case), outcome in last.items()}


def _count(found: dict[int, Score], rows: Any, of: str, by: str, name: str = "") -> None:
    """Add counts to the scores: by the value of a field, or under one name."""
    keys = [of, by] if by else [of]
    for row in rows.order_by().values(*keys).annotate(n=Count("pk", distinct=True)):
        found[row[of]].counts[row[by] if by else name] += row["n"]
