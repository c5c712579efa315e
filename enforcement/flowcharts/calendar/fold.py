"""Put revisions of the calendar one upon the other: pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Told:
    """What one revision says: its days, and the year that it tells as a whole (0 for single days)."""

    days: Mapping[date, bool]
    year: int = 0


def fold(days: Mapping[date, bool], published_on: date, revisions: Iterable[Told]) -> tuple[dict[date, bool], date]:
    """Return the days that differ from plain weekdays and the last published day, after all revisions in order.

    A notice of a whole year replaces all that was said of the year; one of single days changes these alone.
    """
    known = dict(days)
    for told in revisions:
        if told.year:
            known = {day: worked for day, worked in known.items() if day.year != told.year}
            published_on = max(published_on, date(told.year, 12, 31))
        known |= told.days
    return known, published_on
