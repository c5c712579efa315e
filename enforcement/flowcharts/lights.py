"""The light of a limit: green while there is time, yellow when it runs out, red when it has passed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from math import ceil
from typing import Literal

from enforcement.flowcharts.calendar.workdays import WorkCalendar
from enforcement.flowcharts.deadlines import COUNTY, Due, county_day

Light = Literal["green", "yellow", "red"]


def light(
    due: Due, today: date | datetime, calendar: WorkCalendar, yellow_ratio: float = 0.9, yellow_before: int = 1
) -> Light:
    """Return the light of a limit as of a day; of a finished step, as of the day it was finished.

    It is red when ``due_on`` (the moment, for hours) has passed, yellow from :func:`yellow_on`, and keeps the light of
    its first suspended day while a suspension lasts. The count supposes that ended suspensions lie in the past.

    Raises:
        OutsideCalendarError: if the count leaves the calendar.
        ValueError: if ``today`` is a moment without a time zone.
    """
    if due.due_at is not None and isinstance(today, datetime):
        return _light_by_the_clock(due, due.due_at, today, yellow_ratio)
    day = county_day(today)
    if due.suspended_from is not None:
        day = min(day, due.suspended_from)
    if day > due.due_on:
        return "red"
    return "yellow" if day >= yellow_on(due, calendar, yellow_ratio, yellow_before) else "green"


def yellow_on(due: Due, calendar: WorkCalendar, yellow_ratio: float = 0.9, yellow_before: int = 1) -> date:
    """Return the first yellow day, to be stored beside the due date.

    It is the earlier of two: the day on which ``yellow_ratio`` of the limit is used, and ``yellow_before`` working days
    before ``due_on``. A limit by the hour is yellow on its last day.

    Raises:
        OutsideCalendarError: if the count leaves the calendar.
    """
    if due.due_at is not None:
        return due.due_on
    # Rounded first, so that 0.9 of 90 is 81 whatever the binary fraction.
    left = due.of - ceil(round(yellow_ratio * due.of, 9))
    by_ratio = (
        calendar.subtract_working(due.raw_on, left) if due.unit == "working" else due.raw_on - timedelta(days=left)
    )
    return min(by_ratio, calendar.subtract_working(due.due_on, yellow_before))


def _light_by_the_clock(due: Due, due_at: datetime, now: datetime, yellow_ratio: float) -> Light:
    if due.suspended_from is not None:
        now = min(now, datetime.combine(due.suspended_from, time(), COUNTY))
    if now > due_at:
        return "red"
    length = timedelta(hours=due.of) if due.unit == "hour" else timedelta(minutes=due.of)
    return "yellow" if due_at - now <= length * (1 - yellow_ratio) else "green"
