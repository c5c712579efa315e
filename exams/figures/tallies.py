"""What a form tells of each of its items, in sums that add up over forms. Pure.

Source of the groups of 27 %: Kelley (1939).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exams.figures.sheet import GROUP, QUINTILES, Column, Ints, Sheet


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
