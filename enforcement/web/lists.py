"""Lists: columns, an order and filters from a closed set, pages; two queries however long the list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise, cached_property

SHORT = 5
LONG = 24
NOTHING = "—"
WHOLE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|\d{1,2} \w+ \d{4}|[^\s〔]{1,4}〔\d{4}〕\d{1,5}号")
Text = str | Promise
Options = Iterable[tuple[str, Text]]


@dataclass(frozen=True)
class Column:
    """A column: ``cell`` gives what a row shows, ``sort`` the fields that order it, ``link`` where its words lead."""

    key: str
    label: Text
    cell: Callable[[Any], object]
    sort: tuple[str, ...] = ()
    link: Callable[[Any], str] | None = None
    numeric: bool = False


@dataclass(frozen=True)
class Filter:
    """A filter of a list. With ``options`` (or a function that gives them) it is a choice, else text or a day."""

    key: str
    label: Text
    apply: Callable[[QuerySet[Any], Any], QuerySet[Any]]
    options: Options | Callable[[], Options] = ()
    type: Literal["search", "text", "date"] = "search"

    def chosen(self, given: str) -> tuple[Any, list[tuple[str, Text]]]:
        """Return the value that may be applied ("" for none) and the options to show."""
        options = [(str(value), text) for value, text in (self.options() if callable(self.options) else self.options)]
        if options or callable(self.options):
            return (given if given in {value for value, _text in options} else ""), options
        if self.type == "date":
            return _day(given), options
        return given.strip().replace("\x00", "")[:100], options


@dataclass(frozen=True)
class Cell:
    """What one row shows in one column."""

    label: Text
    value: object
    url: str
    numeric: bool

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to show; a phone leaves it out."""
        return self.value == NOTHING

    @property
    def is_long(self) -> bool:
        """Whether it is a sentence that leads somewhere, which needs room beside short columns."""
        return bool(self.url) and isinstance(self.value, str) and len(self.value) >= LONG

    @property
    def is_whole(self) -> bool:
        """Whether it is a day, the number of a paper, or a word or two: they read badly on two lines."""
        said = str(self.value)
        return len(said) <= SHORT or WHOLE.fullmatch(said) is not None


@dataclass(frozen=True)
class Head:
    """A column's heading: ``sort`` is what a click asks for, ``order`` how the list is ordered by it now."""

    label: Text
    sort: str
    order: str
    numeric: bool


@dataclass(frozen=True)
class ShownFilter:
    """A filter with its present value."""

    key: str
    label: Text
    type: str
    options: list[tuple[str, Text]]
    value: str


@dataclass(frozen=True)
class Listing:
    """One page of a list, ready for ``{% listing %}``; ``objects`` are its rows as model instances."""

    caption: Text
    heads: list[Head]
    rows: list[list[Cell]]
    page: Page[Any]
    filters: list[ShownFilter]
    narrowed: bool
    sorted_by: str
    objects: list[Any]


class _Bounded(Paginator):  # type: ignore[type-arg]
    """Pages of the first so many rows: neither the count nor the last page reads more."""

    def __init__(self, rows: QuerySet[Any], size: int, most: int) -> None:
        super().__init__(rows, size)
        self.most = most

    @cached_property
    def reached(self) -> int:
        """How many rows there are, one more than the bound for more."""
        rows: QuerySet[Any] = self.object_list  # type: ignore[assignment]
        return rows.order_by().values("pk")[: self.most + 1].count()

    @cached_property
    def count(self) -> int:
        """How many rows are paged through."""
        return min(self.reached, self.most)

    @property
    def is_cut(self) -> bool:
        """Whether there are more."""
        return self.reached > self.most


def _read(page: Page[Any], rows: QuerySet[Any]) -> list[Any]:
    """Return a page's rows in order, read by their keys: what a row computes is not computed for the pages before."""
    found: Any = page.object_list
    keys = list(found.values_list("pk", flat=True))
    by_key = {row.pk: row for row in rows.order_by().filter(pk__in=keys)}
    return [by_key[key] for key in keys if key in by_key]


@dataclass(frozen=True)
class Lister:
    """A kind of list. ``order`` names the column that orders it at first, with "-" for descending."""

    caption: Text
    columns: Sequence[Column]
    order: str
    filters: Sequence[Filter] = field(default_factory=tuple)
    size: int = 20
    most: int = 0
    """How many rows are counted and paged through at most; 0 for all. A list of a million needs a bound."""

    def page(self, request: HttpRequest, rows: QuerySet[Any]) -> Listing:
        """Return the page that the request's query asks for; what the query may not ask is ignored."""
        asked: Mapping[str, str] = request.GET.dict()
        shown, narrowed = [], False
        for one in self.filters:
            value, options = one.chosen(asked.get(one.key, ""))
            if value:
                rows, narrowed = one.apply(rows, value), True
            shown.append(ShownFilter(one.key, one.label, one.type, options, str(value)))
        by = self._order(asked.get("sort", ""))
        ordered = rows.order_by(*self._fields(by), "pk")
        page = (_Bounded(ordered, self.size, self.most) if self.most else Paginator(ordered, self.size)).get_page(
            asked.get("page")
        )
        objects = _read(page, rows) if self.most else list(page.object_list)
        return Listing(
            caption=self.caption,
            heads=[_head(column, by) for column in self.columns],
            rows=[[_cell(column, row) for column in self.columns] for row in objects],
            page=page,
            filters=shown,
            narrowed=narrowed,
            sorted_by=asked.get("sort", "") and by,
            objects=objects,
        )

    def rows(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return all rows that the request's query asks for, in its order: for an export of the list."""
        asked = request.GET.dict()
        for one in self.filters:
            value, _options = one.chosen(asked.get(one.key, ""))
            rows = one.apply(rows, value) if value else rows
        return rows.order_by(*self._fields(self._order(asked.get("sort", ""))), "pk")

    def _order(self, asked: str) -> str:
        known = {column.key for column in self.columns if column.sort}
        return asked if asked.removeprefix("-") in known else self.order

    def _fields(self, by: str) -> list[str]:
        fields = next((c.sort for c in self.columns if c.key == by.removeprefix("-")), ())
        return [f"-{name}".replace("--", "") for name in fields] if by.startswith("-") else list(fields)


def _head(column: Column, by: str) -> Head:
    ascending, descending = by == column.key, by == f"-{column.key}"
    order = "ascending" if ascending else "descending" if descending else ""
    sort = (f"-{column.key}" if ascending else column.key) if column.sort else ""
    return Head(column.label, sort, order, column.numeric)


def _cell(column: Column, row: Any) -> Cell:
    value = column.cell(row)
    shown = NOTHING if value is None or value == "" else value
    return Cell(column.label, shown, column.link(row) if column.link else "", column.numeric)


def _day(given: str) -> date | str:
    try:
        return date.fromisoformat(given)
    except ValueError:
        return ""
