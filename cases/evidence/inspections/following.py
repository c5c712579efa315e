"""What follows an inspection, by apps above: each enters a column of the register of inspections."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise

from cases.models import Inspection
from enforcement.web.lists import Column, Lister


@dataclass(frozen=True, slots=True)
class Following:
    """A column: ``prepare`` reads along what ``cell`` shows of a row, for the one who asks."""

    label: str | Promise
    prepare: Callable[[QuerySet[Inspection], HttpRequest], QuerySet[Inspection]]
    cell: Callable[[Inspection], object]


_columns: dict[str, Following] = {}


def enter(code: str, one: Following) -> None:
    """Enter a column under a code; entered again it takes the place of the one before."""
    _columns[code] = one


def with_following(plain: Lister) -> Lister:
    """Return a list with the entered columns after its own."""
    more = tuple(Column(code, one.label, one.cell) for code, one in _columns.items())
    return replace(plain, columns=(*plain.columns, *more))


def prepared(rows: QuerySet[Inspection], request: HttpRequest) -> QuerySet[Inspection]:
    """Return rows with what the entered columns show."""
    for one in _columns.values():
        rows = one.prepare(rows, request)
    return rows
