"""Pages by a cursor: the number of the last row, so that a page never repeats or skips one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Generic, TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext_noop
from ninja import Field, Schema
from pydantic import BeforeValidator, WithJsonSchema

Row = TypeVar("Row")
MOST_ROWS, MOST_NUMBER = 200, 2**53 - 1
Number = Annotated[int, Field(ge=1, le=MOST_NUMBER)]
"""The id of a row."""


def _exact(given: object) -> object:
    """Return a day only if it is written as RFC 3339 writes it.

    Raises:
        ValueError: for another spelling.
    """
    return date.fromisoformat(given) if isinstance(given, str) and len(given) == 10 else _wrong()  # noqa: PLR2004


def _wrong() -> object:
    raise ValueError("A day such as 2026-03-16 is expected here.")


Day = Annotated[date, BeforeValidator(_exact), WithJsonSchema({"type": "string", "format": "date"})]


class Paged(Schema):
    """What each list may be asked."""

    after: int = Field(
        0, ge=0, le=MOST_NUMBER, description=gettext_noop("the value “next” of the page before; 0 for the first page")
    )
    limit: int = Field(50, ge=1, le=MOST_ROWS, description=gettext_noop("rows of a page"))


class Page(Schema, Generic[Row]):
    """A page: its rows in the order of their numbers; ``next`` is null on the last."""

    items: list[Row]
    next: int | None = Field(description=gettext_noop("ask with after = this for the next page"))


def paged(rows: QuerySet[Any], asked: Paged, told: Callable[[Any], dict[str, object]]) -> dict[str, object]:
    """Return a page of rows as the interface tells them. One query, however far it lies."""
    found = list(rows.filter(pk__gt=asked.after).order_by("pk")[: asked.limit + 1])
    more = len(found) > asked.limit
    found = found[: asked.limit]
    return {"items": [told(row) for row in found], "next": found[-1].pk if more else None}
