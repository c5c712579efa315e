"""The lights of cases: one formula for a list in the database and for one step in Python.

Yellow begins when nine tenths of the limit are used, at the latest one working day before its end; red after it.
"""

from __future__ import annotations

from datetime import date, datetime
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
