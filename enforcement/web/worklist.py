"""What a person must do next: apps enter sources of to-do items; the home of each role shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.http import HttpRequest
from django.utils.functional import Promise


@dataclass(frozen=True)
class ToDo:
    """One thing to do: a sentence, where to do it, by when, and its light."""

    title: str | Promise
    url: str
    subject: str = ""
    due_on: date | None = None
    light: Literal["green", "yellow", "red", ""] = ""
    kind: str = ""


Source = Callable[[HttpRequest], Iterable[ToDo]]
_sources: dict[str, Source] = {}


def enter(name: str, source: Source) -> None:
    """Enter a source of to-do items (once; a second call with the same name replaces it)."""
    _sources[name] = source


def items_for(request: HttpRequest) -> list[ToDo]:
    """Return everything the person must do, the most urgent first."""
    found = [item for source in _sources.values() for item in source(request)]
    rank = {"red": 0, "yellow": 1, "green": 2, "": 3}
    return sorted(found, key=lambda i: (rank[i.light], i.due_on or date.max, str(i.title)))
