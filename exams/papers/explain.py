"""Why a plan cannot be met: the fewest rules that do not go together, and which change of one is enough. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from exams.papers.blueprint import CASE, HARDEST
from exams.papers.model import Model, OutOfTime
from exams.papers.pool import Candidate
from exams.papers.problem import Problem, Rule

LIMIT = 5.0
"""Seconds on the solver's own clock for one question; what it does not know by then counts as possible."""
CELLS_SIDE_BY_SIDE = 1_500
"""Up to here every paper is looked at, beyond it their sum: a remedy may then have to be followed by another one."""
MOST = 6
"""So many conflicts are told at a time."""
WIDEST = 400
"""A difference of mean difficulty beyond which nothing changes."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """A change that is enough: the rule's number becomes ``value``; "papers" and "write" are changes beside the rules.

    ("write", row) asks for so many more items that fit the row (of the law of ``law`` where a share needs it).
    """

    rule: Rule
    value: int
    law: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Rules that cannot be kept together; without any one of them the others can.

    ``complete`` says that each remedy makes the whole plan work, not this conflict alone. ``fit`` has for each row of
    the conflict how many items or cases fit it.
    """

    rules: tuple[Rule, ...]
    remedies: tuple[Remedy, ...]
    complete: bool
    fit: tuple[tuple[int, int], ...]
    pairs: int = 0

    def as_json(self) -> dict[str, Any]:
        """Return what is kept with a trial."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Conflict:
        """Return the conflict that was kept."""
        remedies = tuple(Remedy(tuple(r["rule"]), r["value"], r["law"]) for r in kept["remedies"])
        pairs = {key: tuple(tuple(pair) for pair in kept[key]) for key in ("rules", "fit")}
        return cls(**{**kept, **pairs, "remedies": remedies})


def conflicts_of(problem: Problem, times: Sequence[int] | None = None) -> list[Conflict]:
    """Return what stands against a plan, each conflict without rules that play no part in it.

    ``times`` are the papers, and the sum of those after them, that prove it.
    """
    ask = _Question(times)
    rules, found = list(problem.rules), list[Conflict]()
    while len(found) < MOST and not ask.possible(problem, rules):
        smallest = _smallest(problem, rules, ask)
        found.append(_conflict(problem, smallest, ask))
        own = [rule for rule in smallest if rule[0] in {"row", "at_least", "at_most"}]
        rules = [rule for rule in rules if rule not in (own or smallest)]
    return sorted(found, key=lambda conflict: conflict.rules[::-1])


def vary(problem: Problem, remedy: Remedy) -> Problem:
    """Return the problem as it is after a remedy.

    Raises:
        ValueError: for a rule that has no number.
    """
    (kind, number), value, plan = remedy.rule, remedy.value, problem.blueprint
    if kind == "papers":
        return replace(problem, papers=value)
    if kind == "write":
        return replace(problem, items=(*problem.items, *_written(problem, remedy)))
    if kind == "row":
        return replace(problem, blueprint=plan.with_row(number, count=value))
    if kind in {"at_least", "at_most"}:
        return replace(problem, blueprint=plan.with_share(number, **{kind: value}))
    names = {"mean_from": "mean_from", "mean_to": "mean_to", "spread": "spread", "cap": "cap", "rest": "rest_sessions"}
    if kind not in names:
        raise ValueError(f"{kind} has no number.")
    facts: dict[str, Any] = {names[kind]: value}
    return replace(problem, blueprint=replace(plan, **facts))


class _Question:
    """Asks the solver whether rules can be kept, on the sum of all papers or on papers beside each other."""

    def __init__(self, times: Sequence[int] | None) -> None:
        self._times = times

    def _papers(self, problem: Problem) -> Sequence[int]:
        if self._times and len(self._times) > 1 and sum(self._times) == problem.papers:
            return self._times
        each = problem.papers * len(problem.cells) <= CELLS_SIDE_BY_SIDE
        return [1] * problem.papers if each else [problem.papers]

    def possible(self, problem: Problem, keep: Collection[Rule], *, unknown: bool = True) -> bool:
        """Return whether the rules can be kept; ``unknown`` is the answer when the solver's time ended."""
        try:
            return Model(problem, times=self._papers(problem), keep=keep).solve(seed=0, limit=LIMIT) is not None
        except OutOfTime:
            return unknown


def _smallest(problem: Problem, rules: Sequence[Rule], ask: _Question) -> list[Rule]:
    """Leave out one rule after the other as long as the rest cannot be kept, those of the whole first."""
    kept = list(rules)
    for rule in rules:
        others = [r for r in kept if r != rule]
        if not ask.possible(problem, others):
            kept = others
    return kept


def _conflict(problem: Problem, rules: list[Rule], ask: _Question) -> Conflict:
    complete = True
    remedies = list(_remedies(problem, rules, problem.rules, ask))
    if not remedies:
        complete = False
        remedies = list(_remedies(problem, rules, rules, ask))
    units = problem.pool.units
    fit = tuple(
        (n, sum(u.size for u in units if n in u.rows and not (u.resting and ("rest", 0) in problem.rules)))
        for kind, n in rules
        if kind == "row"
    )
    return Conflict(tuple(rules), tuple(remedies), complete, fit, problem.pool.pairs)


def _remedies(problem: Problem, rules: Sequence[Rule], keep: Collection[Rule], ask: _Question) -> Iterator[Remedy]:
    """Yield for each rule the nearest number with which ``keep`` can be kept."""
    for rule in rules:
        if rule[0] == "enemies":
            if ask.possible(problem, [r for r in keep if r != rule], unknown=False):
                yield Remedy(rule, 0)
            continue
        yield from _nearest(problem, rule, keep, ask)
    if ("cap", 0) in rules:
        yield from _nearest(problem, ("papers", 0), keep, ask)
    for kind, number in rules:
        if kind == "row":
            yield from _nearest(problem, ("write", number), keep, ask, law=_law_wanted(problem, rules, number))


def _nearest(problem: Problem, rule: Rule, keep: Collection[Rule], ask: _Question, law: str = "") -> Iterator[Remedy]:
    """Yield the remedy nearest to the present number, found by halving."""
    present, last = _range(problem, rule)
    step = 1 if last > present else -1

    def works(distance: int) -> bool:
        changed = vary(problem, Remedy(rule, present + step * distance, law))
        return ask.possible(changed, [r for r in changed.rules if r in keep], unknown=False)

    low, high = 0, abs(last - present)
    if not high or not works(high):
        return
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if works(middle) else (middle, high)
    yield Remedy(rule, present + step * high, law)


def _range(problem: Problem, rule: Rule) -> tuple[int, int]:
    """Return the present number of a rule and the one at which it forbids nothing more."""
    (kind, number), plan = rule, problem.blueprint
    ranges: dict[str, Callable[[], tuple[int, int]]] = {
        "row": lambda: (plan.rows[number].count, 0),
        "at_least": lambda: (plan.shares[number].at_least, 0),
        "at_most": lambda: (plan.shares[number].at_most, 100),
        "mean_from": lambda: (plan.mean_from, 100),
        "mean_to": lambda: (plan.mean_to, 100 * HARDEST),
        "spread": lambda: (plan.spread, WIDEST),
        "cap": lambda: (plan.cap, problem.papers),
        "rest": lambda: (plan.rest_sessions, 1 + max((item.uses for item in problem.items), default=0)),
        "papers": lambda: (problem.papers, 1),
        "write": lambda: (0, plan.rows[number].count * problem.papers),
    }
    return ranges[kind]()


def _law_wanted(problem: Problem, rules: Sequence[Rule], row: int) -> str:
    of_row = problem.blueprint.rows[row].law
    wanted = [problem.blueprint.shares[n].law for kind, n in rules if kind == "at_least"]
    return of_row or (wanted[0] if wanted else "")


def _written(problem: Problem, remedy: Remedy) -> Iterator[Candidate]:
    """Yield as many new items as a remedy asks for, in the middle of what their row takes."""
    row = problem.blueprint.rows[remedy.rule[1]]
    kind = "single" if row.kind == CASE else row.kind
    difficulty = 100 * ((row.easiest + row.hardest) // 2)
    for n in range(1, remedy.value + 1):
        for order in range(row.size):
            yield Candidate(
                id=-(n * row.size + order), item=-(n * row.size + order), type=kind, law=remedy.law or row.law,
                difficulty=difficulty, topic=row.topic, case=-n if row.kind == CASE else 0, order=order,
            )  # fmt: skip
