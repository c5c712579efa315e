"""What the solver aims at beyond the rules: that each law and each item gets its even part. Pure."""

from __future__ import annotations

from collections import Counter
from typing import Any

from exams.papers.blueprint import PERCENT
from exams.papers.model import Model

OF_LAW, OVERUSE = 10, 4


def shared_out(model: Model) -> Any:
    """Return what it costs that the sum of all papers is not in proportion to what the bank has."""
    return sum([*_proportions(model), *_margins(model), *_overuse(model)])


def _proportions(model: Model) -> list[Any]:
    problem, papers, rows = model.problem, model.times[0], model.problem.blueprint.rows
    there = Counter[tuple[int, str]]()
    for u, r in model.x[0]:
        for law, items in problem.pool.units[u].laws:
            there[r, law] += items * problem.pool.units[u].size
    cost = []
    for (r, law), terms in model.by_law(0).items():
        target = _part(papers * rows[r].count, there[r, law], problem.supply[r])
        cost.append(OF_LAW * model.distance(sum(terms), target, papers * rows[r].items))
    for (u, r), var in model.x[0].items():
        target = _part(papers * rows[r].count, problem.pool.units[u].size, problem.supply[r])
        cost.append(model.distance(var, target, papers * rows[r].count))
    return cost


def _part(wanted: int, there: int, of: int) -> int:
    return round(wanted * there / of)


def _margins(model: Model) -> list[Any]:
    """Return what the sum lacks to a little more than the shares ask: each paper will have to be rounded."""
    problem, papers = model.problem, model.times[0]
    room = 200 * papers * max(problem.points[r] * row.size for r, row in enumerate(problem.blueprint.rows))
    most = 100 * papers * problem.marks + room
    lacking = []
    for share in problem.blueprint.shares:
        mine, marks = model.of_share(0, share.law), model.marks(0)
        if share.at_least:
            lacking.append(model.at_least(share.at_least * marks - 100 * mine + room, most))
        if share.at_most < PERCENT:
            lacking.append(model.at_least(100 * mine - share.at_most * marks + room, most))
    return lacking


def _overuse(model: Model) -> list[Any]:
    """Return what it costs to take items once, twice, four times as often as is usual in their row."""
    problem, papers, rows = model.problem, model.times[0], model.problem.blueprint.rows
    usual = [-(-papers * row.count // max(problem.supply[r], 1)) for r, row in enumerate(rows)]
    found = []
    for u, unit in enumerate(problem.pool.units):
        mine = model.taken(0, [u])
        for steps in (1, 2, 4):
            fine = steps * max(usual[r] for r in unit.rows) * unit.size
            if mine and fine < unit.size * papers:
                found.append(OVERUSE * steps * model.at_least(sum(mine) - fine, unit.size * papers))
    return found
