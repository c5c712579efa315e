"""The calendar in force, kept in the process and read anew when a revision was confirmed.

An advance learns the newest revision with the statement that locks its run, so it never counts by an old one; other
readers look after it at most every ``LOOK_EVERY`` seconds. What was counted between is computed again by the sweep.
"""

from __future__ import annotations

import time
from typing import Final

from enforcement.flowcharts.calendar import stored
from enforcement.flowcharts.calendar.national import exceptions, national, years
from enforcement.flowcharts.calendar.workdays import WorkCalendar
from enforcement.flowcharts.closures.models import CalendarRevision
from enforcement.flowcharts.graph import Limit
from enforcement.flowcharts.models.running import Run

LOOK_EVERY: Final[dict[str, float]] = {"seconds": 15.0}
"""How old the calendar of a process may be; 0 never looks (for tests)."""
_held: dict[str, stored.Held] = {}
_looked: dict[str, float] = {"at": 0.0}


def held() -> stored.Held:
    """Return what is known of the calendar, looked after if that was long ago."""
    age = LOOK_EVERY["seconds"]
    if age and time.monotonic() - _looked["at"] > age:
        meet(newest())
    if "now" not in _held:
        _held["now"] = stored.Held(0, national(), exceptions(years()))
    return _held["now"]


def newest() -> int:
    """Return the number of the newest confirmed revision, 0 before any: one statement."""
    number = CalendarRevision.objects.filter(number__isnull=False).order_by("-number").values_list("number", flat=True)
    return number.first() or 0


def meet(number: int) -> None:
    """Read the calendar anew if the newest revision is another than the one held."""
    _looked["at"] = time.monotonic()
    if number != (_held["now"].number if "now" in _held else 0):
        _held["now"] = stored.read()


def refresh() -> None:
    """Look for a newer revision now."""
    meet(newest())


def calendar() -> WorkCalendar:
    """Return the calendar by which due dates are computed now: the nation's, with the province's days."""
    return held().national


def calendar_for(run: Run, limit: Limit) -> WorkCalendar:
    """Return the calendar of a limit of a run: closures of its agency count, for statutory limits only by law."""
    now = held()
    if not now.closures:
        return now.national
    return now.of(closing(now, run.agency.line, statutory=limit.kind == "statutory"))


def closing(now: stored.Held, line: list[int], *, statutory: bool) -> tuple[int, ...]:
    """Return the agencies of a line whose closures count for a limit."""
    return tuple(pk for pk in line if pk in now.closures and (not statutory or pk in now.by_law))


def forget() -> None:
    """Hold nothing (for tests, whose databases begin anew)."""
    _held.clear()
    _looked["at"] = 0.0
