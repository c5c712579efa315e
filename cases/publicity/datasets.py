"""The register of open data: what the public may take away, entered by each area and served by the exchange.

A data set is a table: typed columns, and a function that reads its rows. Only what a page of the public site shows
belongs here; the rows are read anew for each answer, so a withdrawn decision is gone from the data at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.utils.functional import Promise

Text = str | Promise
Kind = Literal["text", "integer", "decimal", "date", "boolean", "texts"]
Rows = Callable[[], Iterable[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its code in the files, title and description for people, and the kind of its values.

    ``texts`` is a list of texts. A value may be None where nothing is known.
    """

    code: str
    title: Text
    description: Text
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Dataset:
    """A table: ``rows`` yields one mapping a row, keyed by column code; ``changed`` is when it last changed."""

    code: str
    title: Text
    description: Text
    columns: tuple[Column, ...]
    rows: Rows
    changed: Callable[[], datetime | None]


DATASETS: dict[str, Dataset] = {}


def enter(
    code: str, title: Text, rows: Rows, columns: Sequence[Column], *, description: Text = "",
    changed: Callable[[], datetime | None] = lambda: None,
) -> None:  # fmt: skip
    """Enter a data set.

    Raises:
        ValueError: for a code that is taken, or two columns of one code.
    """
    if code in DATASETS:
        raise ValueError(f"There is open data called {code} already.")
    if len({column.code for column in columns}) != len(columns):
        raise ValueError(f"Two columns of {code} have one code.")
    DATASETS[code] = Dataset(code, title, description, tuple(columns), rows, changed)
