"""The make-up of papers as a table for people: a column for each kind and law, the smallest and largest below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from exams.papers.blueprint import KINDS
from exams.papers.words import KINDS as KIND_WORDS
from exams.papers.words import say

SHORT = 12
"""So many papers are shown one by one; of more, first the range."""


@dataclass(frozen=True, slots=True)
class Table:
    """``ranges`` has each measure with the smallest and largest of all papers.

    ``heads`` name the measures in which papers differ; a row has the paper's number and its cells under them.
    """

    heads: list[str]
    rows: list[tuple[int, list[str]]]
    ranges: list[tuple[str, str, str]]

    @property
    def labelled(self) -> list[tuple[int, list[tuple[str, str]]]]:
        """The rows, each cell with its head: a phone shows them so."""
        return [(number, list(zip(self.heads, cells, strict=True))) for number, cells in self.rows]

    @property
    def is_long(self) -> bool:
        """Whether the papers are too many to look at one by one."""
        return len(self.rows) > SHORT


def table_of(papers: Sequence[Mapping[str, Any]]) -> Table:
    """Return the table of papers made up as ``trial.made_up`` says."""
    columns = _columns(papers)
    values = {head: [pick(paper) for paper in papers] for head, pick, _show in columns}
    ranges = [(head, show(min(values[head])), show(max(values[head]))) for head, _pick, show in columns]
    different = [(head, show) for head, _pick, show in columns if len(set(values[head])) > 1]
    rows = [(n + 1, [show(values[head][n]) for head, show in different]) for n in range(len(papers))]
    return Table([head for head, _show in different], rows, ranges)


_Column = tuple[str, Callable[[Mapping[str, Any]], int], Callable[[int], str]]


def _columns(papers: Sequence[Mapping[str, Any]]) -> list[_Column]:
    kinds = [kind for kind in KINDS if any(kind in paper["kinds"] for paper in papers)]
    laws = sorted({law for paper in papers for law in paper["laws"]})
    found: list[_Column] = [
        (_("Number of questions"), lambda p: p["items"], str),
        (_("Points in all"), lambda p: p["points"], say),
        (_("Mean difficulty"), lambda p: p["difficulty"], lambda v: f"{v / 100:.2f}"),
    ]
    found += [(str(KIND_WORDS[kind]), lambda p, kind=kind: p["kinds"].get(kind, 0), str) for kind in kinds]  # type: ignore[misc]
    found += [
        (_("%(law)s, points") % {"law": law}, lambda p, law=law: p["laws"].get(law, 0), say)  # type: ignore[misc]
        for law in laws
    ]
    return found
