"""The overlays that are laid, kept in the process: what graphs of older versions say since a statute changed.

An advance learns the newest number with the statement that locks its run; other readers look after it at most every
``LOOK_EVERY`` seconds. ``beforehand`` lets the act that lays an overlay compute with it before it commits.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from enforcement.flowcharts.exceptions.models import OverlayItem


@dataclass(frozen=True)
class Item:
    """One change of an overlay."""

    kind: str
    target: str
    body: dict[str, Any]


@dataclass(frozen=True, eq=False)
class Held:
    """All overlays that are laid, in their order: (flowchart, first day, items). One is only itself, as cache key."""

    number: int = 0
    overlays: tuple[tuple[int, date, tuple[Item, ...]], ...] = ()

    def over(self, flowchart_id: int, effective_on: date | None) -> tuple[Item, ...]:
        """Return what is laid over a version: the changes whose day lies after it took effect."""
        return tuple(
            item
            for chart, day, items in self.overlays
            if chart == flowchart_id and effective_on is not None and effective_on < day
            for item in items
        )


NOTHING: Final = Held()
LOOK_EVERY: Final[dict[str, float]] = {"seconds": 15.0}
"""How old what a process knows may be; 0 never looks (for tests)."""
_held: dict[str, Held] = {}
_looked: dict[str, float] = {"at": 0.0}
_beforehand: ContextVar[Held | None] = ContextVar("overlays_beforehand", default=None)


def held() -> Held:
    """Return what is laid as far as this process knows, looked after if that was long ago."""
    early = _beforehand.get()
    if early is not None:
        return early
    age = LOOK_EVERY["seconds"]
    if age and time.monotonic() - _looked["at"] > age:
        _keep(read())
    return _held.get("now", NOTHING)


def meet(number: int) -> None:
    """Read the overlays anew if a newer one was laid than those known."""
    if _beforehand.get() is None and number > _held.get("now", NOTHING).number:
        _keep(read())


def read() -> Held:
    """Read the overlays that are laid: one statement."""
    rows = (
        OverlayItem.objects.filter(overlay__status="laid").select_related("overlay").order_by("overlay__number", "pk")
    )
    found: dict[int, tuple[int, date, list[Item]]] = {}
    for row in rows:
        over = found.setdefault(row.overlay.number or 0, (row.overlay.flowchart_id, row.overlay.from_on, []))
        over[2].append(Item(row.kind, row.target, row.body))
    return Held(max(found, default=0), tuple((chart, day, tuple(items)) for chart, day, items in found.values()))


@contextmanager
def beforehand() -> Iterator[Held]:
    """Compute with what this transaction has written, seen by nobody else until it commits."""
    known = read()
    token = _beforehand.set(known)
    try:
        yield known
    finally:
        _beforehand.reset(token)


def forget() -> None:
    """Hold nothing (for tests, whose databases begin anew)."""
    _held.clear()


def _keep(known: Held) -> None:
    _held["now"], _looked["at"] = known, time.monotonic()
