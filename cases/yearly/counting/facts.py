"""What is counted: facts, each under one line of the report, for one agency, with the case behind it. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

ONE = Decimal(1)
Cells = dict[str, Decimal]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing counted. ``amount`` is 1, or yuan, hours or persons where the line says so."""

    line: str
    agency: int
    case: int | None = None
    amount: Decimal = ONE


def tally(facts: Iterable[Fact]) -> dict[int, Cells]:
    """Return what each agency has under each line. Sums of agencies are sums of these cells."""
    found: dict[int, Cells] = defaultdict(lambda: defaultdict(Decimal))
    for fact in facts:
        found[fact.agency][fact.line] += fact.amount
    return {agency: dict(cells) for agency, cells in found.items()}


def behind(facts: Iterable[Fact]) -> dict[int, dict[str, list[int]]]:
    """Return the cases behind each cell, in order, each once."""
    found: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for fact in facts:
        if fact.case is not None:
            found[fact.agency][fact.line].add(fact.case)
    return {agency: {line: sorted(ids) for line, ids in lines.items()} for agency, lines in found.items()}


def summed(all_cells: Iterable[Mapping[str, Decimal]]) -> Cells:
    """Return the sum of the cells of several agencies."""
    found: Cells = defaultdict(Decimal)
    for cells in all_cells:
        for line, amount in cells.items():
            found[line] += amount
    return dict(found)


def rate(cells: Mapping[str, Decimal], part: str, whole: str) -> Decimal | None:
    """Return a share in per cent to one place, None where there is nothing to be a share of."""
    of = cells.get(whole, Decimal(0))
    return (100 * cells.get(part, Decimal(0)) / of).quantize(Decimal("0.1")) if of else None
