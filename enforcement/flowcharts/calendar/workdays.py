"""Count working days over one revision of the calendar.

A working day is a day that the yearly notice of the State Council leaves as one: Monday to Friday unless made a
holiday, and a Saturday or Sunday made up for one (全国年节及纪念日放假办法, 国务院令第795号).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from enforcement.flowcharts.calendar import estimate

WEEKEND = 5  # date.weekday() of a Saturday


class OutsideCalendarError(LookupError):
    """Say that a count needs a day before the first day or after the last day the calendar knows."""


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """A frozen calendar: the working days from ``first_on`` to ``last_on`` as sorted ordinals.

    Days after ``last_published_on`` are an estimate (see :mod:`enforcement.flowcharts.calendar.estimate`). Equal
    calendars have equal days; the hash leaves the long tuple out.
    """

    revision: int
    first_on: date
    last_published_on: date
    last_on: date
    days: tuple[int, ...] = field(repr=False, hash=False)

    @classmethod
    def build(cls, *, revision: int, first_on: date, last_published_on: date, exceptions: Mapping[date, bool]) -> Self:
        """Build a calendar from the days that differ from plain weekdays.

        ``exceptions`` says of a day whether it is worked: ``False`` for a holiday, ``True`` for a made-up weekend day.
        Past ``last_published_on`` the weekend and the statutory days are taken, and an exception still wins.

        Raises:
            ValueError: if ``last_published_on`` lies before ``first_on``.
        """
        if last_published_on < first_on:
            raise ValueError(f"the calendar ends on {last_published_on}, before it begins on {first_on}")
        last_on = max(last_published_on, date(estimate.LAST_YEAR, 12, 31))
        guessed = {
            day: False
            for year in range(last_published_on.year, estimate.LAST_YEAR + 1)
            for day in estimate.statutory_days(year)
            if day > last_published_on
        }
        known = {day.toordinal(): worked for day, worked in {**guessed, **exceptions}.items()}
        span = range(first_on.toordinal(), last_on.toordinal() + 1)
        # Ordinal 1 was a Monday, so (ordinal - 1) % 7 is date.weekday().
        days = tuple(day for day in span if known.get(day, (day - 1) % 7 < WEEKEND))
        return cls(revision, first_on, last_published_on, last_on, days)

    def is_working(self, day: date) -> bool:
        """Tell whether a day is worked.

        Raises:
            OutsideCalendarError: if the calendar does not know the day.
        """
        ordinal = self._ordinal(day)
        return bisect_right(self.days, ordinal) > bisect_left(self.days, ordinal)

    def is_provisional(self, day: date) -> bool:
        """Tell whether the day lies past the last published year, so that its place is an estimate."""
        return day > self.last_published_on

    def add_working(self, day: date, n: int) -> date:
        """Return the ``n``-th working day strictly after a day; the day itself for 0.

        Raises:
            OutsideCalendarError: if the count leaves the calendar.
            ValueError: if ``n`` is negative.
        """
        _whole(n)
        return self._at(bisect_right(self.days, self._ordinal(day)) + n - 1) if n else day

    def subtract_working(self, day: date, n: int) -> date:
        """Return the ``n``-th working day strictly before a day; the day itself for 0.

        Raises:
            OutsideCalendarError: if the count leaves the calendar.
            ValueError: if ``n`` is negative.
        """
        _whole(n)
        return self._at(bisect_left(self.days, self._ordinal(day)) - n) if n else day

    def next_working(self, day: date) -> date:
        """Return the day itself if it is worked, else the first working day after it (民事诉讼法第八十五条)."""
        return self._at(bisect_left(self.days, self._ordinal(day)))

    def previous_working(self, day: date) -> date:
        """Return the day itself if it is worked, else the last working day before it."""
        return self._at(bisect_right(self.days, self._ordinal(day)) - 1)

    def working_between(self, a: date, b: date) -> int:
        """Count the working days from ``a`` to ``b``, both included; 0 when ``b`` lies before ``a``."""
        if b < a:
            return 0
        return bisect_right(self.days, self._ordinal(b)) - bisect_left(self.days, self._ordinal(a))

    def _ordinal(self, day: date) -> int:
        if not self.first_on <= day <= self.last_on:
            raise OutsideCalendarError(f"{day} lies outside the calendar of {self.first_on} to {self.last_on}")
        return day.toordinal()

    def _at(self, index: int) -> date:
        if not 0 <= index < len(self.days):
            raise OutsideCalendarError(f"the count leaves the calendar of {self.first_on} to {self.last_on}")
        return date.fromordinal(self.days[index])


def _whole(n: int) -> None:
    if n < 0:
        raise ValueError(f"cannot count {n} working days; use the opposite method")
