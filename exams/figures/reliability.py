"""How a form worked: mean, spread, reliability. Pure; reliability is defined for one form alone.

Source: Lord and Novick, Statistical Theories of Mental Test Scores (1968).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from exams.figures.sheet import BINS, Sheet


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
