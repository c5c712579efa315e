"""Lights in the database: of rows that keep the days on which they turn, and of plain terms that keep their end alone.

The steps and clocks of cases turn where their agency wants (``cases.lights``). A plain term, such as that of a letter
or a deposit, is yellow when nine tenths of it are used, at the latest one working day before its end; red after it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any, Literal

from django.db.models import DateField, F, Func, Q, Value
from django.db.models.functions import TruncDate

from enforcement import clock
from enforcement.flowcharts.calendar.current import calendar
from enforcement.flowcharts.lights import Light

TENTH = 10


class Minus(Func):
    """A subtraction as PostgreSQL does it: a day less a day is a number, a day less a number is a day."""

    template = "(%(expressions)s)"
    arg_joiner = " - "


class Over(Func):
    """A whole division."""

    template = "(%(expressions)s)"
    arg_joiner = " / "


def turned(light: Light, today: date, ends: Iterable[str], prefix: str = "") -> Q:
    """Return which rows with ``red_on`` and ``yellow_on`` have a light; green only where one of ``ends`` is set."""
    red, yellow = (Q(**{f"{prefix}{name}__lte": today}) for name in ("red_on", "yellow_on"))
    if light == "red":
        return red
    not_red, not_yellow = (
        Q(**{f"{prefix}{name}__isnull": True}) | Q(**{f"{prefix}{name}__gt": today}) for name in ("red_on", "yellow_on")
    )
    limited = reduce(or_, (Q(**{f"{name}__isnull": False}) for name in ends))
    return yellow & not_red if light == "yellow" else not_red & not_yellow & limited


def turns_yellow(begun: str = "entered_at") -> Func:
    """Return the day on which the last tenth of a limit begins."""
    length = Minus(F("due_on"), TruncDate(F(begun)))
    return Minus(F("due_on"), Over(length, Value(TENTH)), output_field=DateField())


def near(today: date) -> date:
    """Return the next working day: what is due by then is urgent however long the limit was."""
    return calendar().add_working(today, 1)


def is_lit(light: Light, today: date) -> Q:
    """Return the test of open rows, with ``turns_yellow``, by their light."""
    red = Q(due_on__lt=today)
    urgent = Q(due_on__lte=near(today)) | Q(turns_yellow__lte=today)
    if light == "red":
        return red
    return ~red & urgent if light == "yellow" else ~red & ~urgent & Q(due_on__isnull=False)


def light_of(due_on: date | None, begun: datetime | date | None, today: date) -> Light | Literal[""]:
    """Return the light of a limit as of a day, "" without one."""
    if due_on is None:
        return ""
    if today > due_on:
        return "red"
    start: Any = clock.day_of(begun) if isinstance(begun, datetime) else begun or today
    tenth = (due_on - start).days // TENTH
    return "yellow" if due_on <= near(today) or (due_on - today).days <= tenth else "green"
