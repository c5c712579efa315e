"""Prove papers against their plan, without anything of what made them. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations

from exams.papers.blueprint import Blueprint, Row
from exams.papers.pool import Candidate

Paper = Sequence[tuple[Candidate, int]]


def faults_of(
    *,
    papers: Sequence[Paper],
    bank: Iterable[Candidate],
    enemies: Collection[tuple[int, int]],
    blueprint: Blueprint,
) -> list[str]:
    """Return everything in which papers break their plan, in words for a log; nothing if they keep it.

    ``bank`` are the items there were, so that cases with a part left out are found.
    """
    cases: dict[int, set[int]] = defaultdict(set)
    for item in bank:
        if item.case:
            cases[item.case].add(item.id)
    found = [
        f"paper {n}: {fault}"
        for n, paper in enumerate(papers, start=1)
        for fault in _faults(paper, cases, enemies, blueprint)
    ]
    return [*found, *_across(papers, blueprint)]


def _faults(
    paper: Paper, cases: dict[int, set[int]], enemies: Collection[tuple[int, int]], plan: Blueprint
) -> Iterator[str]:
    items = [item for item, _points in paper]
    questions = {item.item for item in items}
    if len(questions) < len(items):
        yield "a question stands there twice"
    yield from (f"enemies {a} and {b} meet" for a, b in enemies if a in questions and b in questions)
    if plan.rest_sessions:
        yield from (f"item {i.id} should rest" for i in items if i.uses >= plan.rest_sessions)
    for case in {item.case for item in items} - {0}:
        mine = [item for item in items if item.case == case]
        if {item.id for item in mine} != cases[case] or mine != sorted(mine, key=lambda i: (i.order, i.id)):
            yield f"case {case} is not whole and in order"
    if not _rows_are_met(paper, plan.rows):
        yield "its items do not fill the rows"
    yield from _whole(paper, plan)


def _whole(paper: Paper, plan: Blueprint) -> Iterator[str]:
    marks = sum(points for _item, points in paper)
    if marks != sum(row.count * row.size * row.points for row in plan.rows):
        yield f"it has {marks} points"
    for share in plan.shares:
        mine = sum(points for item, points in paper if item.law == share.law)
        if not share.at_least * marks <= 100 * mine <= share.at_most * marks:
            yield f"{share.law} has {mine} of {marks} points"
    weight = _weight(paper)
    if not plan.mean_from * marks <= weight <= plan.mean_to * marks:
        yield f"its mean difficulty is {weight / max(marks, 1):.2f}"


def _across(papers: Sequence[Paper], plan: Blueprint) -> Iterator[str]:
    weights = [_weight(paper) for paper in papers]
    marks = sum(points for _item, points in papers[0]) if papers else 0
    if papers and max(weights) - min(weights) > plan.spread * marks:
        yield f"the papers differ by {(max(weights) - min(weights)) / marks:.2f} in difficulty"
    uses = Counter(item.item for paper in papers for item, _points in paper)
    if plan.cap:
        yield from (f"question {item} is in {n} papers" for item, n in uses.items() if n > plan.cap)


def _weight(paper: Paper) -> int:
    return sum(points * item.difficulty for item, points in paper)


def _rows_are_met(paper: Paper, rows: Sequence[Row]) -> bool:
    """Say whether each item or case can be given to a row, so that every row has its number (augmenting paths)."""
    picks: dict[tuple[int, int], list[tuple[Candidate, int]]] = defaultdict(list)
    for item, points in paper:
        picks[item.case, 0 if item.case else item.id].append((item, points))
    able = [[r for r, row in enumerate(rows) if _may_fill(row, pick)] for pick in picks.values()]
    holders: list[list[int]] = [[] for _row in rows]

    def place(pick: int, tried: set[int]) -> bool:
        for r in able[pick]:
            if r in tried:
                continue
            tried.add(r)
            if len(holders[r]) < rows[r].count:
                holders[r].append(pick)
                return True
            for other in list(holders[r]):
                if place(other, tried):
                    holders[r][holders[r].index(other)] = pick
                    return True
        return False

    return all(place(pick, set()) for pick in range(len(able))) and all(
        len(mine) == row.count for mine, row in zip(holders, rows, strict=True)
    )


def _may_fill(row: Row, pick: Sequence[tuple[Candidate, int]]) -> bool:
    items = [item for item, _points in pick]
    if any(points != row.points for _item, points in pick):
        return False
    if row.kind == "case":
        if not items[0].case or len(items) != row.size:
            return False
    elif items[0].case or items[0].type != row.kind:
        return False
    counts = Counter(item.law for item in items)
    main = max(counts, key=lambda law: (counts[law], -[i.law for i in items].index(law)))
    level = min(5, max(1, int(sum(i.difficulty for i in items) / len(items) / 100 + 0.5)))
    return (
        (not row.law or row.law == main)
        and (not row.topic or row.topic in {i.topic for i in items})
        and row.easiest <= level <= row.hardest
    )


def overlap(papers: Sequence[Paper]) -> tuple[int, int]:
    """Return how many questions two of the papers have in common at most, and on the average of all pairs (1/100)."""
    sets = [{item.item for item, _points in paper} for paper in papers]
    common = [len(a & b) for a, b in combinations(sets, 2)]
    return (max(common), 100 * sum(common) // len(common)) if common else (0, 0)
