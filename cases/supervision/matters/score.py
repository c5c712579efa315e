"""How organs stand in a year: decisions set aside, and matters, letters and corrections (法治政府考核)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import Count, F, Q

from cases.models import Remedy
from cases.supervision.matters.models import Correction, Letter, Matter
from cases.supervision.matters.parameters import SERIOUS
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
    def is_over(self) -> bool:
        """Whether so many that the head of the organ answers for it."""
        return 0 < self.threshold <= self.serious


def scores(agencies: Sequence[Agency], year: int, *, today: date) -> list[Score]:
    """Return the scores of organs, those with the most set aside first: five queries, and one a setting."""
    ids = [a.pk for a in agencies]
    found = {a.pk: Score(a, threshold=value(SERIOUS, agency=a, on=min(date(year, 12, 31), today))) for a in agencies}
    ours = {"case__agency__in": ids, "outcome_on__year": year}
    _count(found, Remedy.objects.filter(**ours, outcome__in=SERIOUS_OUTCOMES), "case__agency", "outcome")
    for row in found.values():
        for outcome, kind in SERIOUS_OUTCOMES.items():
            row.counts[kind] += row.counts.pop(outcome, 0) if outcome != kind else 0
    _count(found, Remedy.objects.filter(**ours, outcome="changed"), "case__agency", "outcome")
    matters = Matter.objects.filter(agency__in=ids, opened_on__year=year)
    _count(found, matters.exclude(finding__in=["", "no_problem"]), "agency", "", "matters")
    letters = Letter.objects.filter(matter__agency__in=ids, issued_on__year=year)
    _count(found, letters, "matter__agency", "kind")
    late = Q(answered_on__gt=F("due_on")) | Q(answered_on__isnull=True, settled_on__isnull=True, due_on__lt=today)
    _count(found, letters.filter(late), "matter__agency", "", "late")
    rows = Correction.objects.filter(agency__in=ids, due_on__year=year, dropped_on__isnull=True)
    _count(found, rows, "agency", "", "asked")
    _count(found, rows.filter(done_on__isnull=False, done_on__lte=F("due_on")), "agency", "", "in_time")
    return sorted(found.values(), key=lambda s: (-s.serious, -s.counts["late"], -s.counts["matters"], s.agency.path))


def _count(found: dict[int, Score], rows: Any, of: str, by: str, name: str = "") -> None:
    """Add counts to the scores: by the value of a field, or under one name."""
    keys = [of, by] if by else [of]
    for row in rows.order_by().values(*keys).annotate(n=Count("pk", distinct=True)):
        found[row[of]].counts[row[by] if by else name] += row["n"]
