"""Two people's marks for one answer: when a third must decide, and what counts in the end. Pure, in 1/100 points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FIRST, SECOND, DECIDING, APPEAL = "first", "second", "deciding", "appeal"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well pairs of marks agree: how many pairs, how many within the limit, mean difference (1/100 points)."""

    pairs: int
    within: int
    mean_difference: int

    @property
    def percent(self) -> int | None:
        """The share within the limit in whole percent, rounded down; None without pairs."""
        return 100 * self.within // self.pairs if self.pairs else None


def too_far(*, first: int, second: int, full: int, percent: int) -> bool:
    """Return whether two marks differ by more than ``percent`` of the item's full points."""
    return 100 * abs(first - second) > percent * full


def settled(*, marks: Mapping[str, int], full: int, percent: int) -> int | None:
    """Return what an answer gets, None while a mark is missing.

    The mark after an appeal comes before the deciding one, that before the mean of the first two, rounded down to
    1/100. Where these differ by more than ``percent`` of the full points, nothing counts until a third person decided.
    """
    for part in (APPEAL, DECIDING):
        if part in marks:
            return marks[part]
    if FIRST not in marks or SECOND not in marks:
        return None
    first, second = marks[FIRST], marks[SECOND]
    return None if too_far(first=first, second=second, full=full, percent=percent) else (first + second) // 2


def next_part(*, marks: Mapping[str, int], full: int, percent: int) -> str:
    """Return which mark an answer needs next, "" for none."""
    if FIRST not in marks:
        return FIRST
    if SECOND not in marks:
        return SECOND
    return DECIDING if settled(marks=marks, full=full, percent=percent) is None else ""


def agreement(*, pairs: Iterable[tuple[int, int, int]], percent: int) -> Agreement:
    """Return how well pairs of (first mark, second mark, full points) agree."""
    count = within = apart = 0
    for first, second, full in pairs:
        count += 1
        within += not too_far(first=first, second=second, full=full, percent=percent)
        apart += abs(first - second)
    return Agreement(count, within, apart // count if count else 0)
