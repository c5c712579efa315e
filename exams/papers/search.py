"""How many picks of each unit every paper takes: one paper after the other, together where that does not work. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from exams.papers.even import shared_out
from exams.papers.model import Model, OutOfTime
from exams.papers.problem import Cell, Counts, Problem

SUM_LIMIT, PAPER_LIMIT, BLOCK_LIMIT = 20.0, 1.0, 30.0
"""Seconds on the solver's own clock for the sum, for one paper, for papers solved together."""
GAP = 0.02
"""An even part is good enough within two in a hundred of the best; the rules are kept exactly all the same."""
CELLS_AT_ONCE = 60_000
"""No more cells are solved together: the solver would only use up its time."""


class Impossible(Exception):
    """The rules cannot be met; ``times`` are the papers (and the sum of those after them) that prove it."""

    def __init__(self, times: Sequence[int]) -> None:
        super().__init__(times)
        self.times = tuple(times)


@dataclass
class Search:
    """The counts of all papers."""

    problem: Problem
    seed: int
    report: Callable[[int], None]
    found: list[Counts] = field(default_factory=list)
    weights: list[int] = field(default_factory=list)
    rest: Counts = field(default_factory=dict)

    def run(self) -> list[Counts]:
        """Return what each paper takes.

        Raises:
            Impossible: if there are no such papers.
            OutOfTime: if none were found and it is not known whether there are any.
        """
        self.rest = self._sum()
        while len(self.found) < self.problem.papers:
            if not (self._even_part() or self._free_part()):
                self._together()
            self.report(len(self.found))
        return self.found

    @property
    def _left(self) -> int:
        return self.problem.papers - len(self.found)

    def _sum(self) -> Counts:
        """Share the sum of all papers out over the bank."""
        model = Model(self.problem, times=[self.problem.papers])
        model.cp.minimize(shared_out(model))
        solver = model.solve(seed=self.seed, limit=SUM_LIMIT, gap=GAP)
        if solver is None:
            raise Impossible(model.times)
        return model.counts(solver, 0)

    def _even_part(self) -> bool:
        """Give the next paper its even part of the rest, rounded cell by cell and law by law."""
        left = self._left
        bounds = {cell: (count // left, -(-count // left)) for cell, count in self.rest.items()}
        model = Model(self.problem, times=[1], left=self._capacity(self.found), bounds=bounds, weights=self.weights)
        urgency = sum(-20 * (self.rest[cell] % left) // left * var for cell, var in model.x[0].items())
        for (r, law), terms in model.by_law(0).items():
            total = sum(count * self.problem.of_law(u, law) for (u, of), count in self.rest.items() if of == r)
            model.cp.add_linear_constraint(sum(terms), total // left, -(-total // left))
        self._take_rivals_in_time(model)
        return self._take(model, urgency + 50 * self._off_mean(model))

    def _take_rivals_in_time(self, model: Model) -> None:
        """Take a rival now where the papers after this one could not hold all that is left of them."""
        for rivals in self.problem.pool.rivals:
            planned = sum(self.rest.get(cell, 0) for cell in self._cells_of(rivals))
            if planned >= self._left:
                model.cp.add(sum(model.taken(0, rivals)) >= planned - self._left + 1)

    def _cells_of(self, units: Sequence[int]) -> list[Cell]:
        return [(u, r) for u in units for r in self.problem.pool.units[u].rows]

    def _free_part(self) -> bool:
        """Give the next paper what it can have so that the papers after it, summed up, can still be had."""
        left = self._left
        times = [1, left - 1] if left > 1 else [1]
        model = Model(self.problem, times=times, left=self._capacity(self.found), weights=self.weights)
        cost: list[Any] = [5 * left * self._off_mean(model)]
        for cell, var in model.x[0].items():
            planned, most = self.rest.get(cell, 0), left * self.problem.pool.units[cell[0]].size
            cost.append(model.distance(left * var, planned, most))
            if left > 1:
                cost.append(left * model.distance(var + model.x[1][cell], planned, most))
        return self._take(model, sum(cost))

    def _take(self, model: Model, cost: Any) -> bool:
        """Add the model's first paper; its second, if there is one, is what is then left."""
        model.cp.minimize(cost)
        try:
            solver = model.solve(seed=self.seed, limit=PAPER_LIMIT, gap=GAP)
        except OutOfTime:
            return False
        if solver is None:
            return False
        taken = model.counts(solver, 0)
        self.found.append(taken)
        self.weights.append(solver.value(model.weight[0]))
        if len(model.times) > 1:
            self.rest = model.counts(solver, 1)
        else:
            self.rest = {cell: n for cell, count in self.rest.items() if (n := count - taken.get(cell, 0)) > 0}
        return True

    def _off_mean(self, model: Model) -> Any:
        """Return how far the paper's difficulty is from what the rest has on the average."""
        total = sum(count * self.problem.weight(cell) for cell, count in self.rest.items())
        return model.distance(model.weight[0], round(total / self._left), self.problem.most_weight)

    def _together(self) -> None:
        """Solve the last papers again, together with the next: two, four, … all of them.

        Raises:
            Impossible, OutOfTime
        """
        again, after = 1, self._left - 1
        while True:
            again = min(2 * again, len(self.found) + 1)
            keep = len(self.found) + 1 - again
            times = [1] * again + ([after] if after else [])
            if len(times) * len(self.problem.cells) > CELLS_AT_ONCE:
                raise OutOfTime
            if self._again(keep, times):
                return
            if not keep:
                raise Impossible(times)

    def _again(self, keep: int, times: Sequence[int]) -> bool:
        """Put papers in the place of all but the first ``keep``; the sum of those after them is what is then left."""
        found, weights = self.found[:keep], self.weights[:keep]
        model = Model(self.problem, times=times, left=self._capacity(found), weights=weights)
        try:
            solver = model.solve(seed=self.seed, limit=BLOCK_LIMIT)
        except OutOfTime:
            if not keep:
                raise
            return False
        if solver is None:
            return False
        papers = [n for n in range(len(times)) if n < len(self.found) + 1 - keep]
        self.found = found + [model.counts(solver, n) for n in papers]
        self.weights = weights + [solver.value(model.weight[n]) for n in papers]
        self.rest = model.counts(solver, len(papers)) if len(papers) < len(times) else {}
        return True

    def _capacity(self, found: Sequence[Counts]) -> dict[int, int]:
        """Return what each unit may still give after some papers."""
        left = {u: self.problem.cap * unit.size for u, unit in enumerate(self.problem.pool.units)}
        for counts in found:
            for (u, _r), count in counts.items():
                left[u] -= count
        return left
