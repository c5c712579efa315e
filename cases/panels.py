"""Panels of the case page: what an area shows between the next act and the facts of the case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from cases.models import Case

Context = Callable[[Case, HttpRequest], dict[str, Any] | None]


@dataclass(frozen=True)
class Panel:
    """A part of the case page: a template, and what it shows or None for nothing to show."""

    name: str
    order: int
    template: str
    context: Context


@dataclass(frozen=True)
class Shown:
    """A panel as one person sees it on one case."""

    template: str
    data: dict[str, Any]


PANELS: dict[str, Panel] = {}


def enter(name: str, order: int, template: str, context: Context) -> None:
    """Enter a panel. Its template reads the case as ``case`` and the answer of ``context`` as ``panel``.

    Raises:
        ValueError: for a name that is taken.
    """
    if name in PANELS:
        raise ValueError(f"The case page has a panel {name} already.")
    PANELS[name] = Panel(name, order, template, context)


def panels_of(case: Case, request: HttpRequest) -> list[Shown]:
    """Return the panels of a case that have something to show, in their order."""
    asked = ((p, p.context(case, request)) for p in sorted(PANELS.values(), key=lambda p: (p.order, p.name)))
    return [Shown(panel.template, data) for panel, data in asked if data is not None]
