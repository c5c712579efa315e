"""What agencies are compared by, from the rollups: shares, never sums of money (行政处罚法第七十四条第三款)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.supervision.desk.models import CaseStatsMonthly, StepStatsMonthly
from cases.supervision.desk.rollups.measures import CELLS, STEP

FEW: Final = 5
"""Below so many cases a share says little."""


@dataclass(frozen=True)
class Rate:
    """A share of some cases."""

    part: int = 0
    whole: int = 0

    @property
    def percent(self) -> int | None:
        """The share in whole percent, None of nothing."""
        return round(100 * self.part / self.whole) if self.whole else None

    @property
    def is_few(self) -> bool:
        """Whether it rests on too few cases to compare."""
        return self.whole < FEW


RATES: Final[dict[str, tuple[str | Promise, str, str]]] = {
    "steps": (_("Steps in time"), "step_in_time", "step_timed"),
    "decisions": (_("Decided in time (art. 60)"), "in_time", "timed"),
    "heard": (_("With a hearing"), "heard", "decided"),
    "reviewed": (_("With legal review"), "reviewed", "decided"),
    "discussed": (_("Discussed collectively"), "discussed", "decided"),
    "changed": (_("Changed on review or by a court"), "changed", "decided"),
    "amended": (_("With a correction of the record"), "amended", "decided"),
    "published": (_("Published in time"), "published_in_time", "to_publish"),
}
"""Code → title, what is counted, of what."""


@dataclass
class Counts:
    """The counts of an agency, of a month or of several."""

    kept: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, told: dict[str, Any], prefix: str = "") -> None:
        """Add what a row of the rollups says."""
        for name, number in told.items():
            self.kept[f"{prefix}{name}"] += number or 0

    @property
    def rates(self) -> list[Rate]:
        """The shares, in the order of ``RATES``."""
        return [Rate(self.kept[part], self.kept[whole]) for _title, part, whole in RATES.values()]

    @property
    def titled(self) -> list[tuple[str, Rate]]:
        """The shares with their titles."""
        return list(zip((str(title) for title, _part, _whole in RATES.values()), self.rates, strict=True))

    @property
    def figures(self) -> list[int]:
        """How many cases were filed, decided and closed."""
        return [self.kept[name] for name in ("filed", "decided", "closed")]


def by_agency(agency_ids: Sequence[int], since: date, until: date) -> dict[int, Counts]:
    """Return the counts of each agency in months from one day to another. Two queries."""
    return _counted("agency_id", agency_ids, since, until)


def by_month(agency_ids: Sequence[int], since: date, until: date) -> dict[date, Counts]:
    """Return the counts of some agencies together, month by month. Two queries."""
    return _counted("month_on", agency_ids, since, until)


def by_step(agency_ids: Sequence[int], since: date, until: date) -> list[dict[str, Any]]:
    """Return each step with how many were left, how many of those with a limit in time, and the mean of days."""
    rows = _months(StepStatsMonthly, agency_ids, since, until).values("procedure", "step").order_by("procedure", "step")
    return [
        {**row, "rate": Rate(row["in_time"], row["timed"]), "mean": round(row["days"] / row["done"], 1)}
        for row in rows.annotate(**{name: Sum(name) for name in STEP})
        if row["done"]
    ]


def _counted(key: str, agency_ids: Sequence[int], since: date, until: date) -> dict[Any, Counts]:
    found: dict[Any, Counts] = defaultdict(Counts)
    sums: Iterable[tuple[Any, Sequence[str], str]] = ((CaseStatsMonthly, CELLS, ""), (StepStatsMonthly, STEP, "step_"))
    for model, names, prefix in sums:
        rows = _months(model, agency_ids, since, until).values(key).order_by()
        for row in rows.annotate(**{name: Sum(name) for name in names}):
            found[row.pop(key)].add(row, prefix)
    return found


def _months(model: Any, agency_ids: Sequence[int], since: date, until: date) -> Any:
    return model.objects.filter(agency__in=agency_ids, month_on__gte=since.replace(day=1), month_on__lte=until)
