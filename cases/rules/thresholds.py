"""When an alarm about a term comes on, and when it grows graver: by share of the term, or by working days. Pure.

A point is written as ``off`` (never), ``past`` (the day after the last), ``90%`` (of the term is used), ``1`` (working
days before the last day), ``+3`` (working days after it), or several with commas: the earliest counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Final, Literal

from enforcement.flowcharts.calendar.workdays import WorkCalendar

Colour = Literal["red", "yellow", "notice"]
COLOURS: Final[tuple[Colour, ...]] = ("red", "yellow", "notice")
PART: Final = r"(?:past|[1-9][0-9]?%|1[0-9][0-9]%|\+?[0-9]{1,2})"
PATTERN: Final = rf"off|{PART}(?:,{PART})*"
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Term:
    """A term as it is measured: its last day, its counted last day before rolling, and its length."""

    due_on: date
    of: int
    working: bool = True
    raw_on: date | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """Where an alarm comes on as a notice, turns yellow, turns red."""

    notice: str = "off"
    yellow: str = "90%,1"
    red: str = "past"

    def colour(self, term: Term, until: date, calendar: WorkCalendar) -> tuple[Colour, date] | None:
        """Return the gravest colour reached by a day, and the day on which it came on."""
        for name in COLOURS:
            on = comes_on(getattr(self, name), term, calendar)
            if on is not None and on <= until:
                return name, on
        return None


LATE_IS_YELLOW: Final = Points(yellow="past", red="off")
LIGHTS: Final = "lights"
"""The lights of steps and clocks on the board, beside the rules."""
DEFAULTS: Final[dict[str, Points]] = {
    LIGHTS: Points(),
    "R04": LATE_IS_YELLOW,
    "R05": Points(),
    "R07": Points(),
    "R08": Points(),
    "R22": Points(),
    "R23": Points(),
    "R24": LATE_IS_YELLOW,
    "R25": Points(),
    "R30": Points(),
    "R32": LATE_IS_YELLOW,
    "R38": Points(),
}
"""The rules that judge terms; where the catalogue has a late step as yellow, it is not red unless somebody sets it."""


def comes_on(point: str, term: Term, calendar: WorkCalendar) -> date | None:
    """Return the first day of a colour, None for ``off``."""
    if point == "off":
        return None
    return min(_part(part, term, calendar) for part in point.split(","))


def _part(part: str, term: Term, calendar: WorkCalendar) -> date:
    if part == "past":
        return term.due_on + DAY
    if part.startswith("+"):
        return calendar.add_working(term.due_on, int(part)) if int(part) else term.due_on + DAY
    if not part.endswith("%"):
        return calendar.subtract_working(term.due_on, int(part)) if int(part) else term.due_on
    last = term.raw_on or term.due_on
    used = ceil(round(int(part[:-1]) / 100 * term.of, 9))  # rounded first: 0.9 of 90 is 81 in any binary fraction
    return _after(last, used - term.of, calendar, working=term.working)


def _after(last: date, days: int, calendar: WorkCalendar, *, working: bool) -> date:
    if not working:
        return last + days * DAY
    return calendar.add_working(last, days) if days > 0 else calendar.subtract_working(last, -days)
