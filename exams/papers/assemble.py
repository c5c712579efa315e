"""Parallel papers from a bank by a plan: the same arguments always give the same papers. Pure.

First the sum of all papers is shared out over the bank, in proportion to what there is; then each paper takes its even
part of it (``search``); last, picks that can stand for each other are dealt in turn, so that neighbouring papers have
little in common.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enforcement.errors import Refusal
from exams.papers.blueprint import TYPES, Blueprint
from exams.papers.check import faults_of
from exams.papers.explain import Conflict, conflicts_of
from exams.papers.model import OutOfTime
from exams.papers.pool import Candidate
from exams.papers.problem import Counts, Problem
from exams.papers.search import Impossible, Search
from exams.papers.words import Words, words_of

Paper = tuple[tuple[Candidate, int], ...]
"""The items of a paper in its order, each with its points."""


class BlueprintInfeasible(Refusal):
    """Refuse a plan that the bank cannot meet, saying which rules do not go together and what change is enough."""

    remedy = _("Change the plan of the exam, or import more items.")

    def __init__(self, problem: Problem, conflicts: Sequence[Conflict]) -> None:
        """Take what was found."""
        self.conflicts = list(conflicts)
        self.problems: list[Words] = [
            words_of(conflict, blueprint=problem.blueprint, papers=problem.papers) for conflict in conflicts
        ]
        said = " ".join(words.text for words in self.problems)
        super().__init__(gettext("The bank cannot meet the plan of the paper. %(problems)s") % {"problems": said})


class NoPapersFound(Refusal):
    """Refuse papers that were not found in the time allowed, although nothing proves that there are none."""

    sentence = _("No set of papers was found in the time allowed, although no rule is known to forbid it.")
    remedy = _("Ask for fewer papers, allow a larger difference of difficulty, or let items stand in more papers.")


def nothing(_done: int) -> None:
    """Report to nobody."""


def assemble(
    *,
    items: Iterable[Candidate],
    enemies: Iterable[tuple[int, int]] = (),
    blueprint: Blueprint,
    papers: int,
    seed: int,
    report: Callable[[int], None] = nothing,
) -> list[Paper]:
    """Return so many parallel papers; ``report`` is told how many are solved.

    Raises:
        BlueprintInfeasible: saying which rules cannot be met together, and by how much.
        NoPapersFound: if the solver's time ended first.
    """
    problem = Problem(blueprint, tuple(items), frozenset(enemies), papers)
    try:
        counts = Search(problem, seed, report).run()
    except Impossible as proof:
        raise BlueprintInfeasible(problem, conflicts_of(problem, proof.times)) from None
    except OutOfTime:
        raise NoPapersFound from None
    found = deal(problem=problem, counts=counts, seed=seed)
    faults = faults_of(papers=found, bank=problem.items, enemies=problem.enemies, blueprint=blueprint)
    if faults:
        raise AssertionError(f"Papers that break their plan: {'; '.join(faults)}")
    return found


def deal(*, problem: Problem, counts: Sequence[Counts], seed: int) -> list[Paper]:
    """Return the papers: within a unit the picks go round in turn, those used least by earlier sessions first."""
    rows = problem.blueprint.rows
    papers: list[list[tuple[Candidate, int]]] = [[] for _paper in counts]
    for u, unit in enumerate(problem.pool.units):
        turn = sorted(unit.picks, key=lambda pick: (max(i.uses for i in pick), _hash(seed, pick[0].id)))
        dealt = 0
        for paper, taken in zip(papers, counts, strict=True):
            for r in unit.rows:
                for _pick in range(taken.get((u, r), 0)):
                    paper += [(item, rows[r].points) for item in turn[dealt % unit.size]]
                    dealt += 1
    return [tuple(sorted(paper, key=_place)) for paper in papers]


def _place(entry: tuple[Candidate, int]) -> tuple[int, int, int, str, int]:
    """Types in their order, then laws; the cases come after them, each whole and in its own order."""
    item = entry[0]
    return (item.case, item.order, 0, "", item.id) if item.case else (0, 0, TYPES.index(item.type), item.law, item.id)


def _hash(*parts: int) -> bytes:
    return hashlib.sha256(":".join(map(str, parts)).encode()).digest()
