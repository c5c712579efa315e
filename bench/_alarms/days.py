"""Days of the generator: its own arithmetic on the published holidays, none of the system's."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar

DAY = timedelta(days=1)


def working(day: date) -> bool:
    """Say whether a day is worked, make-up Saturdays too."""
    return bool(chinese_calendar.is_workday(day))


def after(day: date, n: int) -> date:
    """Return the n-th working day after a day; the first worked day from it on for 0."""
    while not working(day) and n == 0:
        day += DAY
    while n > 0:
        day += DAY
        n -= working(day)
    return day


def before(day: date, n: int) -> date:
    """Return the n-th working day before a day."""
    while n > 0:
        day -= DAY
        n -= working(day)
    return day
