"""The fields of a form as they are shown and read: names are ``part-row-column``, the last row is always empty."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from enforcement.flowcharts.editor.columns import Column, Part
from enforcement.flowcharts.editor.options import Pair

MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class Cell:
    """One field with its value and what may be chosen."""

    name: str
    column: Column
    value: str
    options: Sequence[Pair] = ()

    @property
    def stray(self) -> bool:
        """Whether the value is none of those to choose from; it is kept all the same."""
        return bool(self.value) and self.value not in {value for value, _words in self.options}

    @property
    def words(self) -> str:
        """What a code that was typed stands for."""
        return str(dict(self.options).get(self.value, "")) if self.column.kind == "suggest" else ""


@dataclass(slots=True)
class Read:
    """What was read from a sent form, with what is wrong by the name of the field."""

    post: Mapping[str, str]
    faults: dict[str, str] = field(default_factory=dict)

    def word(self, name: str, column: Column) -> Any:
        """Return the value of a field in its kind; a number that is none is noted as a fault."""
        text = " ".join(self.post.get(name, "").split()) if column.kind != "long" else self.post.get(name, "").strip()
        if column.kind == "flag":
            return bool(text)
        if column.kind != "number":
            return text or ("" if column.kind != "choice" else column.default)
        if not re.fullmatch(r"[0-9]{1,6}", text or column.default):
            self.faults[name] = _("A whole number is needed here.")
            return 0
        return int(text or column.default)

    def part(self, name: str, part: Part) -> tuple[Any, ...]:
        """Return the records of a part; rows in which nothing was written are left out."""
        found = []
        for number in range(MOST_ROWS):
            names = {c.name: f"{name}-{number}-{c.name}" for c in part.columns}
            if any(self._written(names[c.name], c) for c in part.columns):
                found.append(part.make(**{c.name: self.word(names[c.name], c) for c in part.columns}))
        return tuple(found)

    def _written(self, name: str, column: Column) -> bool:
        text = self.post.get(name, "").strip()
        return bool(text) and column.kind != "flag" and text != column.default


def said(value: object) -> str:
    """Return a value as its field shows it."""
    return ("1" if value else "") if isinstance(value, bool) else str(value)


def rows_of(
    name: str, part: Part, records: Sequence[Any], lists: Mapping[str, Sequence[Pair]], *, spare: bool = True
) -> list[list[Cell]]:
    """Return the fields of a part: a row for each record, and an empty one to write the next."""
    shown = []
    for number, record in enumerate([*records, *([None] if spare else [])]):
        values = _values(part, record)
        shown.append(
            [
                Cell(f"{name}-{number}-{c.name}", c, values[c.name], lists.get(c.options, ()))
                for c in part.columns
            ]
        )  # fmt: skip
    return shown


def _values(part: Part, record: Any) -> dict[str, str]:
    if record is None:
        return {c.name: c.default for c in part.columns}
    if isinstance(record, tuple):
        return dict(zip((c.name for c in part.columns), map(said, record), strict=True))
    return {c.name: said(getattr(record, c.name)) for c in part.columns}
