"""What a paper must hold: rows of items with their points, and rules over the whole. Pure; kept with an exam as JSON.

Points are in 1/100, percentages are of a paper's marks, difficulties run from 100 (easy) to 500 (hard).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

VERSION = 2
CASE: Literal["case"] = "case"
TYPES = ("single", "multiple", "true_false", "fill_in", "short_answer")
KINDS = (*TYPES, CASE)
EASIEST, HARDEST = 1, 5
PERCENT = 100
V1_POINTS = 100
"""Points of an item under a plan of version 1."""


@dataclass(frozen=True, slots=True)
class Row:
    """``count`` items of a type, or cases of ``size`` items each; a law, a topic and levels 1-5 narrow them down."""

    kind: str
    count: int
    points: int
    law: str = ""
    topic: str = ""
    easiest: int = EASIEST
    hardest: int = HARDEST
    size: int = 1

    @property
    def items(self) -> int:
        """How many items it puts on a paper."""
        return self.count * self.size

    @property
    def marks(self) -> int:
        """Its points in all."""
        return self.items * self.points

    @property
    def is_sound(self) -> bool:
        """Whether a paper could hold it."""
        return (
            self.kind in KINDS
            and self.count > 0
            and self.points > 0
            and EASIEST <= self.easiest <= self.hardest <= HARDEST
            and (self.size >= 1 if self.kind == CASE else self.size == 1)
        )


@dataclass(frozen=True, slots=True)
class Share:
    """A law's part of the marks, in percent."""

    law: str
    at_least: int = 0
    at_most: int = 100

    @property
    def is_sound(self) -> bool:
        """Whether a paper could keep it."""
        return bool(self.law) and 0 <= self.at_least <= self.at_most <= PERCENT


@dataclass(frozen=True, slots=True)
class Blueprint:
    """The plan of a paper and of the papers of a session beside each other.

    ``mean_from`` and ``mean_to`` bound a paper's mean difficulty, weighed by points; ``spread`` the difference between
    the papers of a session. An item stands in at most ``cap`` papers of a session (0: in all), and is left out if
    ``rest_sessions`` sessions within ``rest_days`` days had it (0: never). ``observed`` takes an item's difficulty from
    the share of earlier candidates who answered it right, where these are enough.
    """

    rows: tuple[Row, ...]
    shares: tuple[Share, ...] = ()
    mean_from: int = 100 * EASIEST
    mean_to: int = 100 * HARDEST
    spread: int = 100 * (HARDEST - EASIEST)
    cap: int = 0
    rest_sessions: int = 0
    rest_days: int = 0
    observed: bool = True

    @property
    def items(self) -> int:
        """How many items a paper has."""
        return sum(row.items for row in self.rows)

    @property
    def marks(self) -> int:
        """The points of a paper."""
        return sum(row.marks for row in self.rows)

    @property
    def counts(self) -> dict[str, int]:
        """How many items of each kind a paper has; those of cases count together."""
        found: dict[str, int] = {}
        for row in self.rows:
            found[row.kind] = found.get(row.kind, 0) + row.items
        return {kind: found[kind] for kind in KINDS if kind in found}

    @property
    def sections(self) -> dict[tuple[str, int], int]:
        """How many items of each kind with so many points each a paper has."""
        found: dict[tuple[str, int], int] = {}
        for row in sorted(self.rows, key=lambda row: KINDS.index(row.kind)):
            found[row.kind, row.points] = found.get((row.kind, row.points), 0) + row.items
        return found

    @property
    def is_sound(self) -> bool:
        """Whether some bank could meet it: every number in its bounds, at least one item."""
        return (
            bool(self.rows)
            and all(row.is_sound for row in self.rows)
            and all(share.is_sound for share in self.shares)
            and 100 * EASIEST <= self.mean_from <= self.mean_to <= 100 * HARDEST
            and min(self.spread, self.cap, self.rest_sessions, self.rest_days) >= 0
        )

    def with_row(self, number: int, **facts: Any) -> Blueprint:
        """Return the same plan with one row changed."""
        return replace(self, rows=_changed(self.rows, number, facts))

    def with_share(self, number: int, **facts: Any) -> Blueprint:
        """Return the same plan with one share changed."""
        return replace(self, shares=_changed(self.shares, number, facts))

    def as_json(self) -> dict[str, Any]:
        """Return what is kept with an exam."""
        return {"version": VERSION, **asdict(self)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Blueprint:
        """Return the plan that was kept, of this version or an earlier one.

        Raises:
            ValueError: for the version of a later program.
        """
        version = kept.get("version", 1)
        if version == 1:
            return _from_version_1(kept)
        if version != VERSION:
            raise ValueError(f"Plans of version {version} need a newer program.")
        facts = {key: value for key, value in kept.items() if key not in {"version", "rows", "shares"}}
        rows = tuple(Row(**row) for row in kept["rows"])
        return cls(rows=rows, shares=tuple(Share(**share) for share in kept["shares"]), **facts)

    @classmethod
    def of_counts(cls, counts: Mapping[str, int], points: Mapping[str, int] | None = None, **rules: Any) -> Blueprint:
        """Return a plan of so many items of each type, each with the points of its type (one point where not said)."""
        given = points or {}
        rows = [Row(kind, counts[kind], given.get(kind, V1_POINTS)) for kind in TYPES if counts.get(kind)]
        return cls(rows=tuple(rows), **rules)


def _from_version_1(kept: Mapping[str, Any]) -> Blueprint:
    """Version 1 had counts by type, of which some laws took a fixed part; each item counted one point."""
    fixed = [
        Row(kind, count, V1_POINTS, law=law)
        for law, counts in kept.get("laws", {}).items()
        for kind, count in counts.items()
        if count
    ]
    rest = []
    for kind, count in kept["counts"].items():
        left = count - sum(row.count for row in fixed if row.kind == kind)
        if left:
            rest.append(Row(kind, left, V1_POINTS))
    return Blueprint(rows=(*fixed, *rest), observed=False)


def _changed(rows: tuple[Any, ...], number: int, facts: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(replace(row, **facts) if n == number else row for n, row in enumerate(rows))
