"""Classical figures of a test: pure, over whole columns at once; nothing here knows the database or the clock.

Reliability is defined for one form, so everything is worked out inside a form first. What an item did in a session is
then put together from the forms that had it: counts add up, and the correlation is the pooled one within forms, so that
forms of unequal difficulty lend it nothing.

Sources: Lord and Novick, Statistical Theories of Mental Test Scores (1968), for p, the item-rest correlation and alpha;
Kelley (1939) for the groups of 27 %; Ebel and Frisbie, Essentials of Educational Measurement (1991), for the limits.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
GROUP = 0.27
QUINTILES = 5
BINS = 20
FEW = 30
"""Below so many candidates a figure is shown, but no flag is raised on it."""
HARD, EASY, WEAK, DRIFT, DRIFT_Z = 0.20, 0.95, 0.20, 0.10, 3.0


@dataclass(frozen=True, slots=True)
class Column:
    """An item on a form: the id of its version, its full points (1/100), its key, how many options (0: words)."""

    id: int
    full: int
    key: int
    options: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """All results of a form: ``points`` and ``answers`` have a row for each candidate, a column for each item."""

    columns: Sequence[Column]
    points: Ints
    answers: Ints
    passed: Ints


@dataclass(frozen=True, slots=True)
class Reliability:
    """How a form worked. Points are in 1/100; None where a figure is not defined."""

    candidates: int
    mean: float
    sd: float | None
    alpha: float | None
    kr20: float | None
    sem: float | None
    passed: float
    histogram: list[int]
    total: int

    def as_json(self) -> dict[str, Any]:
        """Return what is kept."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Tally:
    """What one form tells of one item, in sums that add up over forms. Shares of points lie between 0 and 1."""

    id: int
    n: int
    total: float
    covariance: float
    item_ss: float
    rest_ss: float
    upper: tuple[float, int]
    lower: tuple[float, int]
    chosen: Ints
    """Rows are quintiles from the weakest, columns the options and, last, no answer."""
    sizes: Ints
    key: int


def reliability(sheet: Sheet) -> Reliability:
    """Return the figures of a form with at least one candidate.

    Alpha needs two items and a spread of totals; KR-20 is given where every item is worth the same and was marked right
    or wrong alone. The standard error of measurement is ``sd * sqrt(1 - alpha)``. Variances divide by n - 1.
    """
    totals = sheet.points.sum(axis=1).astype(float)
    n, items = sheet.points.shape
    variance = float(totals.var(ddof=1)) if n > 1 else 0.0
    alpha = kr20 = None
    if items > 1 and variance > 0:
        parts = sheet.points.astype(float).var(axis=0, ddof=1)
        alpha = items / (items - 1) * (1 - float(parts.sum()) / variance)
        kr20 = _kr20(sheet, items)
    sd = math.sqrt(variance) if n > 1 else None
    total = sum(column.full for column in sheet.columns)
    bins = np.minimum((totals * BINS // max(total, 1)).astype(np.int64), BINS - 1)
    return Reliability(
        n, float(totals.mean()), sd, alpha, kr20,
        sd * math.sqrt(max(0.0, 1 - alpha)) if sd is not None and alpha is not None else None,
        float(sheet.passed.mean()), np.bincount(bins, minlength=BINS).tolist(), total,
    )  # fmt: skip


def _kr20(sheet: Sheet, items: int) -> float | None:
    full = np.array([column.full for column in sheet.columns])
    if len(set(full.tolist())) > 1 or not bool(np.isin(sheet.points, (0, full[0])).all()):
        return None
    right = sheet.points > 0
    p = right.mean(axis=0)
    spread = float(right.sum(axis=1).var())
    return items / (items - 1) * (1 - float((p * (1 - p)).sum()) / spread)


def tallies(sheet: Sheet) -> list[Tally]:
    """Return what a form tells of each of its items."""
    totals = sheet.points.sum(axis=1)
    order = np.argsort(totals, kind="stable")
    n = len(order)
    group = max(1, round(n * GROUP))
    low, high = order[:group], order[n - group :]
    quintile = np.empty(n, dtype=np.int64)
    quintile[order] = np.arange(n) * QUINTILES // n
    sizes = np.bincount(quintile, minlength=QUINTILES)
    return [
        _tally(sheet, number, column, totals, (low, high), quintile, sizes)
        for number, column in enumerate(sheet.columns)
    ]


def _tally(
    sheet: Sheet, number: int, column: Column, totals: Ints, groups: tuple[Ints, Ints], quintile: Ints, sizes: Ints
) -> Tally:
    share = sheet.points[:, number] / column.full
    rest = (totals - sheet.points[:, number]).astype(float)
    x, y = share - share.mean(), rest - rest.mean()
    low, high = groups
    return Tally(
        column.id, len(share), float(share.sum()), float(x @ y), float(x @ x), float(y @ y),
        (float(share[high].sum()), len(high)), (float(share[low].sum()), len(low)),
        _chosen(sheet.answers[:, number], column.options, quintile), sizes, column.key,
    )  # fmt: skip


def _chosen(answers: Ints, options: int, quintile: Ints) -> Ints:
    counts = np.zeros((QUINTILES, options + 1), dtype=np.int64)
    for option in range(options):
        counts[:, option] = np.bincount(quintile[(answers >> option & 1) == 1], minlength=QUINTILES)
    counts[:, options] = np.bincount(quintile[answers == 0], minlength=QUINTILES)
    return counts


def item_figures(found: Iterable[Tally], *, before: tuple[float, int] | None = None) -> dict[str, Any]:
    """Return the figures of an item from the forms that had it; ``before`` is its p and n in the session before.

    p: share of its points that were earned. r: correlation with the rest of the paper, pooled within forms. d27: p of
    the upper 27 % less p of the lower. drift: change of p since the session before, with z of the difference of two
    shares. distractors: share of each quintile that chose each option. flags: what somebody should look at.
    """
    parts = list(found)
    n = sum(part.n for part in parts)
    p = sum(part.total for part in parts) / n
    spread = math.sqrt(sum(part.item_ss for part in parts) * sum(part.rest_ss for part in parts))
    r = sum(part.covariance for part in parts) / spread if spread > 0 else None
    d27 = _mean(part.upper for part in parts) - _mean(part.lower for part in parts)
    chosen = np.sum([part.chosen for part in parts], axis=0)
    sizes = np.sum([part.sizes for part in parts], axis=0)
    shares = chosen / np.maximum(sizes, 1)[:, None]
    drift = _drift(p, n, before)
    return {
        "n": n, "p": p, "r": r, "d27": d27, "drift": drift, "distractors": shares.T.tolist(),
        "options": chosen.sum(axis=0).tolist(),
        "flags": _flags(n, p, r, d27, drift, shares, parts[0].key) if n >= FEW else [],
    }  # fmt: skip


def _mean(pairs: Iterable[tuple[float, int]]) -> float:
    sums = [sum(values) for values in zip(*pairs, strict=True)]
    return float(sums[0] / sums[1])


def _drift(p: float, n: int, before: tuple[float, int] | None) -> dict[str, float] | None:
    if before is None:
        return None
    earlier, count = before
    pooled = (p * n + earlier * count) / (n + count)
    error = math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / count))
    return {"before": earlier, "change": p - earlier, "z": (p - earlier) / error if error else 0.0}


def _flags(
    n: int, p: float, r: float | None, d27: float, drift: dict[str, float] | None, shares: Floats, key: int
) -> list[str]:
    flags = []
    if p < HARD:
        flags.append("hard")
    if p > EASY:
        flags.append("easy")
    if r is not None and r < 0:
        flags.append("negative")
    elif HARD <= p <= EASY and d27 < WEAK:
        flags.append("weak")
    if _distractor_beats_key(shares, key):
        flags.append("distractor")
    if drift and abs(drift["change"]) > DRIFT and abs(drift["z"]) > DRIFT_Z and n >= FEW:
        flags.append("drift")
    return flags


def _distractor_beats_key(shares: Floats, key: int) -> bool:
    """Return whether the strongest fifth chose some wrong option more often than some right one."""
    options = shares.shape[1] - 1
    right = [float(shares[-1, n]) for n in range(options) if key >> n & 1]
    wrong = [float(shares[-1, n]) for n in range(options) if not key >> n & 1]
    return bool(right and wrong) and max(wrong) > min(right)
