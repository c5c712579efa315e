"""The calendar in force."""

from __future__ import annotations

from enforcement.flowcharts.calendar.national import national
from enforcement.flowcharts.calendar.workdays import WorkCalendar


def calendar() -> WorkCalendar:
    """Return the calendar by which due dates are computed now."""
    return national()
