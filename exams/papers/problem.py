"""A plan, what a bank offers to it, and how many papers are wanted. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import gcd

from exams.papers.blueprint import EASIEST, HARDEST, PERCENT, Blueprint
from exams.papers.pool import STEP, Candidate, Pool, pool_of

Rule = tuple[str, int]
"""A rule that can be kept or let go: ("row", 2), ("at_least", 0), ("at_most", 0), ("cap", 0) …"""
Cell = tuple[int, int]
"""A unit and a row that takes it."""
Counts = dict[Cell, int]
"""How many picks of each cell a paper, or the sum of many, takes."""


@dataclass(frozen=True)
class Problem:
    """What is to be solved."""

    blueprint: Blueprint
    items: tuple[Candidate, ...]
    enemies: frozenset[tuple[int, int]]
    papers: int

    @cached_property
    def pool(self) -> Pool:
        """The bank's items, sorted for this plan."""
        return pool_of(items=self.items, enemies=self.enemies, blueprint=self.blueprint)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every unit with every row that may take it."""
        return tuple((u, r) for u, unit in enumerate(self.pool.units) for r in unit.rows)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule of the plan that says something, those of the whole first."""
        plan = self.blueprint
        found: list[Rule] = [("spread", 0)] if self.papers > 1 else []
        found += [("mean_from", 0)] if plan.mean_from > 100 * EASIEST else []
        found += [("mean_to", 0)] if plan.mean_to < 100 * HARDEST else []
        found += [("at_least", n) for n, share in enumerate(plan.shares) if share.at_least]
        found += [("at_most", n) for n, share in enumerate(plan.shares) if share.at_most < PERCENT]
        found += [("rest", 0)] if any(unit.resting for unit in self.pool.units) else []
        found += [("enemies", 0)] if self.pool.rivals else []
        found += [("cap", 0)] if 0 < plan.cap < self.papers else []
        return (*found, *(("row", n) for n in range(len(plan.rows))))

    @property
    def cap(self) -> int:
        """In how many papers a pick may stand."""
        return min(self.blueprint.cap or self.papers, self.papers)

    @cached_property
    def _scale(self) -> int:
        return gcd(*(row.points for row in self.blueprint.rows))

    @cached_property
    def marks(self) -> int:
        """The points of a paper in the coarsest unit that keeps all numbers whole, as are all below."""
        return self.blueprint.marks // self._scale

    @cached_property
    def points(self) -> tuple[int, ...]:
        """The points of an item of each row."""
        return tuple(row.points // self._scale for row in self.blueprint.rows)

    @cached_property
    def supply(self) -> tuple[int, ...]:
        """How many picks each row may take."""
        found = [0] * len(self.blueprint.rows)
        for u, r in self.cells:
            found[r] += self.pool.units[u].size
        return tuple(found)

    @cached_property
    def _laws(self) -> tuple[dict[str, int], ...]:
        return tuple(dict(unit.laws) for unit in self.pool.units)

    def of_law(self, unit: int, law: str) -> int:
        """Return how many items of a law a pick of a unit has."""
        return self._laws[unit].get(law, 0)

    def weight(self, cell: Cell) -> int:
        """Return the difficulty of a cell's pick (in quarters of a level), weighed by its points."""
        return self.points[cell[1]] * (self.pool.units[cell[0]].weight // STEP)

    @property
    def most_weight(self) -> int:
        """No paper weighs more."""
        return 100 * HARDEST // STEP * self.marks
