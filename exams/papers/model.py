"""A problem as a model for the solver: how many picks of each unit go to which row of which paper. Pure.

A model has several papers; one of them may stand for the sum of many (``times``): such a sum meets every rule that its
papers meet, is as small however many there are, and so tells quickly what cannot be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from ortools.sat.python import cp_model

from exams.papers.pool import STEP
from exams.papers.problem import Cell, Counts, Problem, Rule


class OutOfTime(Exception):
    """The solver's limit ended before it found papers or proved that there are none."""


class Model:
    """The solver's model of some papers of a problem, with the rules that are to be kept."""

    def __init__(
        self,
        problem: Problem,
        *,
        times: Sequence[int],
        keep: Collection[Rule] | None = None,
        left: Mapping[int, int] | None = None,
        bounds: Mapping[Cell, tuple[int, int]] | None = None,
        weights: Sequence[int] = (),
    ) -> None:
        """Take for each paper the number it stands for; ``left`` is what each unit may still give.

        ``bounds`` narrow the cells of the first paper, ``weights`` are those of papers that are there already.
        """
        self.problem, self.times = problem, times
        self._keep = frozenset(problem.rules if keep is None else keep)
        self.cp = cp_model.CpModel()
        self.x = [self._cells(n, bounds if n == 0 else None) for n in range(len(times))]
        self._numbers = [self._number(r) for r in range(len(problem.blueprint.rows))]
        for n in range(len(times)):
            self._fill_rows(n)
        self.weight = [self._sum(n, problem.weight) for n in range(len(times))]
        self._limit_units(left or {})
        self._limit_rivals()
        self._limit_shares()
        self._limit_means()
        if ("spread", 0) in self._keep and len(times) + len(weights) > 1:
            self._limit_spread(weights)

    def solve(self, *, seed: int, limit: float, gap: float = 0.0) -> cp_model.CpSolver | None:
        """Return the solver with a solution (the best, or within ``gap`` of it), or None if there is none.

        Raises:
            OutOfTime: if the limit (seconds on the solver's own clock, the same on every machine) ends before it knows.
        """
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = seed % 2**31
        solver.parameters.max_deterministic_time = limit
        solver.parameters.relative_gap_limit = gap
        status = solver.solve(self.cp)
        if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            return solver
        if status == cp_model.INFEASIBLE:
            return None
        raise OutOfTime(solver.status_name(status))

    def counts(self, solver: cp_model.CpSolver, paper: int) -> Counts:
        """Return what a paper takes in the solution."""
        return {cell: value for cell, var in self.x[paper].items() if (value := solver.value(var))}

    def at_least(self, value: Any, most: int) -> cp_model.IntVar:
        """Return a variable from 0 to ``most`` that is not below a sum."""
        found = self.cp.new_int_var(0, most, "")
        self.cp.add(found >= value)
        return found

    def distance(self, value: Any, target: int, most: int) -> cp_model.IntVar:
        """Return a variable that is not below the distance of a sum from a target."""
        found = self.at_least(value - target, most)
        self.cp.add(found >= target - value)
        return found

    def by_law(self, paper: int) -> dict[tuple[int, str], list[Any]]:
        """Return the terms of each row's items of each law."""
        found: dict[tuple[int, str], list[Any]] = defaultdict(list)
        for (u, r), var in self.x[paper].items():
            for law, items in self.problem.pool.units[u].laws:
                found[r, law].append(items * var)
        return found

    def of_share(self, paper: int, law: str) -> Any:
        """Return the points of a law on a paper."""
        return self._sum(paper, lambda cell: self.problem.points[cell[1]] * self.problem.of_law(cell[0], law))

    def marks(self, paper: int) -> Any:
        """Return all points of a paper; a number unless a row is let go."""
        rows, points = self.problem.blueprint.rows, self.problem.points
        return sum(self.times[paper] * row.size * points[r] * self._numbers[r] for r, row in enumerate(rows))

    def taken(self, paper: int, units: Collection[int]) -> list[cp_model.IntVar]:
        """Return the variables of some units on a paper."""
        return [self.x[paper][u, r] for u in units for r in self.problem.pool.units[u].rows if (u, r) in self.x[paper]]

    def _cells(self, paper: int, bounds: Mapping[Cell, tuple[int, int]] | None) -> dict[Cell, cp_model.IntVar]:
        found = {}
        for cell in self.problem.cells:
            unit = self.problem.pool.units[cell[0]]
            if unit.resting and ("rest", 0) in self._keep:
                continue
            low, high = (0, unit.size * self.times[paper]) if bounds is None else bounds.get(cell, (0, 0))
            if high:
                found[cell] = self.cp.new_int_var(low, high, "")
        return found

    def _number(self, r: int) -> Any:
        """Return how many picks a row has on every paper: its count, or fewer where it is let go."""
        count = self.problem.blueprint.rows[r].count
        return count if ("row", r) in self._keep else self.cp.new_int_var(0, count, "")

    def _fill_rows(self, paper: int) -> None:
        taken: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for (_u, r), var in self.x[paper].items():
            taken[r].append(var)
        for r, number in enumerate(self._numbers):
            self.cp.add(sum(taken[r]) == self.times[paper] * number)

    def _sum(self, paper: int, factor: Callable[[Cell], int]) -> Any:
        return sum(factor(cell) * var for cell, var in self.x[paper].items())

    def _limit_units(self, left: Mapping[int, int]) -> None:
        """Let no paper take a unit's picks twice, nor all papers more than its picks may be taken."""
        cap = self.problem.cap if ("cap", 0) in self._keep else self.problem.papers
        for u, unit in enumerate(self.problem.pool.units):
            everywhere = []
            for n, times in enumerate(self.times):
                mine = self.taken(n, [u])
                everywhere += mine
                if len(mine) > 1:
                    self.cp.add(sum(mine) <= unit.size * times)
            if everywhere:
                self.cp.add(sum(everywhere) <= left.get(u, cap * unit.size))

    def _limit_rivals(self) -> None:
        for rivals in self.problem.pool.rivals if ("enemies", 0) in self._keep else ():
            for n, times in enumerate(self.times):
                among = self.taken(n, rivals)
                if len(among) > 1:
                    self.cp.add(sum(among) <= times)

    def _limit_shares(self) -> None:
        for number, share in enumerate(self.problem.blueprint.shares):
            for n in range(len(self.times)):
                mine = self.of_share(n, share.law)
                if ("at_least", number) in self._keep:
                    self.cp.add(100 * mine >= share.at_least * self.marks(n))
                if ("at_most", number) in self._keep:
                    self.cp.add(100 * mine <= share.at_most * self.marks(n))

    def _limit_means(self) -> None:
        plan = self.problem.blueprint
        for n, weight in enumerate(self.weight):
            if ("mean_from", 0) in self._keep:
                self.cp.add(STEP * weight >= plan.mean_from * self.marks(n))
            if ("mean_to", 0) in self._keep:
                self.cp.add(STEP * weight <= plan.mean_to * self.marks(n))

    def _limit_spread(self, weights: Sequence[int]) -> None:
        """Keep all papers, those that are there included, within one window of the allowed width."""
        low = self.cp.new_int_var(0, self.problem.most_weight, "")
        width = self.problem.blueprint.spread
        for n, weight in enumerate(self.weight):
            self.cp.add(weight >= self.times[n] * low)
            self.cp.add(STEP * (weight - self.times[n] * low) <= width * self.marks(n))
        for there in weights:
            self.cp.add(low <= there)
            self.cp.add(STEP * (there - low) <= width * self.problem.marks)
