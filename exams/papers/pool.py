"""What a bank offers to a plan: items that can stand for each other, cases, and what must not meet. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from exams.papers.blueprint import CASE, Blueprint, Row

STEP = 25
"""Difficulties are told apart in quarters of a level: a hundred candidates measure no finer."""
P_EASIEST, P_LEVEL = 0.90, 0.15
"""Nine in ten answer an item of level 1 right; with each level 15 in a hundred fewer."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item a paper may take: ``id`` is its version, ``item`` the question, ``uses`` the sessions that had it."""

    id: int
    item: int
    type: str
    law: str
    difficulty: int
    topic: str = ""
    case: int = 0
    order: int = 0
    uses: int = 0


Pick = tuple[Candidate, ...]
"""What a plan takes at once: one item, or the items of a case in their order."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Picks that can stand for each other: same rows of the plan, same laws, same difficulty, no enemies (or one)."""

    rows: tuple[int, ...]
    laws: tuple[tuple[str, int], ...]
    weight: int
    resting: bool
    picks: tuple[Pick, ...]

    @property
    def size(self) -> int:
        """How many picks there are."""
        return len(self.picks)


@dataclass(frozen=True, slots=True)
class Pool:
    """The units that some row can take, and groups of units of which a paper may take one pick in all."""

    units: tuple[Unit, ...]
    rivals: tuple[tuple[int, ...], ...]
    pairs: int


def level_of(difficulty: int) -> int:
    """Return the level 1-5 of a difficulty in 1/100."""
    return min(5, max(1, (difficulty + 50) // 100))


def difficulty_of(*, level: int, p: float | None = None) -> int:
    """Return a difficulty in quarters of a level (1/100): by the share ``p`` of right answers if known."""
    exact = 100 * level if p is None else 100 + 100 * (P_EASIEST - p) / P_LEVEL
    return min(500, max(100, STEP * round(exact / STEP)))


def pool_of(*, items: Iterable[Candidate], enemies: Iterable[tuple[int, int]], blueprint: Blueprint) -> Pool:
    """Sort what the bank has into units; ``enemies`` are pairs of questions. A case with enemies inside is left out."""
    picks = list(_picks(items))
    there = {item.item: number for number, pick in enumerate(picks) for item in pick}
    met = {(there[a], there[b]) for a, b in enemies if a in there and b in there}
    broken = {a for a, b in met if a == b}
    pairs = {(min(a, b), max(a, b)) for a, b in met if a != b and not {a, b} & broken}
    hostile = {number for pair in pairs for number in pair}
    sorted_out: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, pick in enumerate(picks):
        rows = tuple(n for n, row in enumerate(blueprint.rows) if fits(row, pick))
        if rows and number not in broken:
            alone = number if number in hostile else -1
            sorted_out[rows, laws_of(pick), _weight(pick), is_resting(blueprint, pick), alone].append(number)
    units = tuple(
        Unit(rows, laws, weight, resting, tuple(picks[n] for n in sorted_out[rows, laws, weight, resting, alone]))  # type: ignore[arg-type]
        for rows, laws, weight, resting, alone in sorted(sorted_out)
    )
    unit_of = {id(pick): n for n, unit in enumerate(units) for pick in unit.picks}
    found = {(unit_of[id(picks[a])], unit_of[id(picks[b])]) for a, b in pairs if _both(unit_of, picks[a], picks[b])}
    return Pool(units, tuple(_rivals(found)), len(found))


def fits(row: Row, pick: Pick) -> bool:
    """Return whether a row may take a pick. A case is of the law most of its items examine, as hard as their mean."""
    is_case = bool(pick[0].case)
    if is_case != (row.kind == CASE) or (len(pick) != row.size if is_case else pick[0].type != row.kind):
        return False
    law = laws_of(pick)[0][0]
    level = level_of(_weight(pick) // len(pick))
    return (
        row.law in {"", law}
        and (not row.topic or any(item.topic == row.topic for item in pick))
        and row.easiest <= level <= row.hardest
    )


def laws_of(pick: Pick) -> tuple[tuple[str, int], ...]:
    """Return how many items of which law a pick has, the main law first."""
    return tuple(Counter(item.law for item in pick).most_common())


def is_resting(blueprint: Blueprint, pick: Pick) -> bool:
    """Return whether too many sessions had an item of the pick lately."""
    return bool(blueprint.rest_sessions) and any(item.uses >= blueprint.rest_sessions for item in pick)


def _weight(pick: Pick) -> int:
    return sum(item.difficulty for item in pick)


def _picks(items: Iterable[Candidate]) -> Iterator[Pick]:
    cases: dict[int, list[Candidate]] = defaultdict(list)
    for item in sorted(items, key=lambda i: i.id):
        if item.case:
            cases[item.case].append(item)
        else:
            yield (item,)
    for case in sorted(cases):
        yield tuple(sorted(cases[case], key=lambda i: (i.order, i.id)))


def _both(known: dict[int, int], a: Pick, b: Pick) -> bool:
    return id(a) in known and id(b) in known


def _rivals(pairs: set[tuple[int, int]]) -> Iterator[tuple[int, ...]]:
    """Cover the pairs with groups in which every two are enemies: one bound for a group is stronger than for pairs."""
    foes: dict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        foes[a].add(b)
        foes[b].add(a)
    covered: set[tuple[int, int]] = set()
    for pair in sorted((min(p), max(p)) for p in pairs):
        if pair in covered:
            continue
        group: Sequence[int] = list(pair)
        for other in sorted(foes[pair[0]] & foes[pair[1]]):
            if foes[other].issuperset(group):
                group = [*group, other]
        covered |= {(a, b) for a in group for b in group if a < b}
        yield tuple(sorted(group))
