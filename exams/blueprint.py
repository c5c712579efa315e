"""Putting parallel papers together: the same counts by type and law in each, difficulty balanced. Pure."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from enforcement.errors import Refusal


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that a paper may take: the id of its version, its type, its law, how hard it is."""

    id: int
    type: str
    law: str
    difficulty: int


@dataclass(frozen=True, slots=True)
class Blueprint:
    """How many items of each type a paper has, and how many of them must be of which law.

    ``laws`` maps a law's short name to counts by type; what it leaves open is shared out over all laws of the bank in
    proportion to the items there are.
    """

    counts: Mapping[str, int]
    laws: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return what is kept with an exam."""
        return {"counts": dict(self.counts), "laws": {law: dict(row) for law, row in self.laws.items()}}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Blueprint:
        """Return the blueprint that was kept."""
        return cls(counts=kept["counts"], laws=kept.get("laws", {}))


class BlueprintInfeasible(Refusal):
    """Refuse to put a paper together, naming each number that the bank cannot meet."""

    def __init__(self, problems: Sequence[str]) -> None:
        """Take one sentence for each number."""
        self.problems = list(problems)
        super().__init__(
            _("The bank cannot meet the paper's plan: %(problems)s") % {"problems": " ".join(problems)},
            remedy=_("Import more items, or lower the counts of the exam."),
        )


Cell = tuple[str, str]
Pool = dict[Cell, list[Candidate]]


def assemble(*, items: Iterable[Candidate], blueprint: Blueprint, seed: int, forms: int) -> list[list[int]]:
    """Return ``forms`` parallel papers as lists of item version ids.

    Each cell (law, type) is sorted by difficulty and cut into as many layers as it owes items; each paper takes one
    item of each layer, and the paper that is easiest so far takes the hardest. The same arguments give the same papers.

    Raises:
        BlueprintInfeasible: with every count that cannot be met.
    """
    pool: Pool = defaultdict(list)
    for item in items:
        pool[item.law, item.type].append(item)
    quotas = quota(pool={cell: len(found) for cell, found in pool.items()}, blueprint=blueprint)
    papers: list[list[Candidate]] = [[] for _form in range(forms)]
    weight = [0] * forms
    for cell in sorted(quotas):
        for layer in _layers(pool[cell], quotas[cell], seed):
            picks = sorted((layer[n % len(layer)] for n in range(forms)), key=lambda i: -i.difficulty)
            order = sorted(range(forms), key=lambda n: (weight[n], _hash(seed, n, layer[0].id)))
            for paper, pick in zip(order, picks, strict=True):
                papers[paper].append(pick)
                weight[paper] += pick.difficulty
    return [[item.id for item in sorted(paper, key=lambda i: (i.type, i.law, i.id))] for paper in papers]


def quota(*, pool: Mapping[Cell, int], blueprint: Blueprint) -> dict[Cell, int]:
    """Return how many items of each (law, type) every paper takes.

    Raises:
        BlueprintInfeasible: with every count that cannot be met.
    """
    problems: list[str] = []
    fixed: dict[Cell, int] = {
        (law, type_): count for law, row in blueprint.laws.items() for type_, count in row.items() if count
    }
    for (law, type_), count in sorted(fixed.items()):
        if pool.get((law, type_), 0) < count:
            problems.append(_short(law=law, type_=type_, wanted=count, found=pool.get((law, type_), 0)))
    for type_, wanted in blueprint.counts.items():
        found = sum(count for (_law, of_type), count in pool.items() if of_type == type_)
        if found < wanted:
            problems.append(_short(law="", type_=type_, wanted=wanted, found=found))
    if problems:
        raise BlueprintInfeasible(problems)
    quotas = dict(fixed)
    for type_, wanted in blueprint.counts.items():
        _share(quotas, pool, type_, wanted - sum(c for (_l, t), c in fixed.items() if t == type_))
    return {cell: count for cell, count in quotas.items() if count}


def _share(quotas: dict[Cell, int], pool: Mapping[Cell, int], type_: str, rest: int) -> None:
    """Share the rest of a type over its laws by what is left of each (largest remainder)."""
    left = {cell: count - quotas.get(cell, 0) for cell, count in pool.items() if cell[1] == type_}
    total = sum(left.values())
    if rest < 0:
        raise BlueprintInfeasible(
            [_("The laws' counts of %(type)s add up to more than the paper has.") % {"type": type_}]
        )
    if not rest:
        return
    exact = {cell: (rest * count) // total for cell, count in left.items()}
    by_remainder = sorted(left, key=lambda cell: (-((rest * left[cell]) % total), cell))
    for cell in by_remainder[: rest - sum(exact.values())]:
        exact[cell] += 1
    for cell, count in exact.items():
        quotas[cell] = quotas.get(cell, 0) + count


def _layers(found: list[Candidate], count: int, seed: int) -> list[list[Candidate]]:
    ordered = sorted(found, key=lambda i: (i.difficulty, _hash(seed, i.id, 0)))
    bounds = [len(ordered) * n // count for n in range(count + 1)]
    return [ordered[bounds[n] : bounds[n + 1]] for n in range(count)]


def _hash(*parts: int) -> bytes:
    return hashlib.sha256(":".join(map(str, parts)).encode()).digest()


def _short(*, law: str, type_: str, wanted: int, found: int) -> str:
    names = {"single": _("single choice"), "multiple": _("multiple choice"), "true_false": _("true or false")}
    facts = {"law": law, "type": names.get(type_, type_), "wanted": wanted, "found": found}
    if law:
        return _("%(wanted)d %(type)s items of %(law)s are wanted, the bank has %(found)d.") % facts
    return _("%(wanted)d %(type)s items are wanted, the bank has %(found)d.") % facts
