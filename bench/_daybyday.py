"""An oracle for limits that shares no code with the engine: one day after the other, asking each notice in turn."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import chinese_calendar
import holidays

DAY = timedelta(days=1)
SATURDAY, KNOWN = 5, 2026
FIXED = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}
FEASTS = ("春节", "清明节", "端午节", "中秋节", "农历除夕", "除夕")


@dataclass
class Notice:
    """Days that a notice says, of a whole year or single ones."""

    days: dict[date, bool]
    year: int = 0


@dataclass
class Calendar:
    """The last notice that speaks of a day is right about it."""

    notices: list[Notice]
    kept: dict[date, bool] = field(default_factory=dict)
    feasts: dict[int, set[date]] = field(default_factory=dict)

    @property
    def last(self) -> date:
        """The last day of the last year that a notice told."""
        return date(max([KNOWN, *(n.year for n in self.notices)]), 12, 31)

    def works(self, day: date) -> bool:
        """Tell whether a day is worked."""
        if day not in self.kept:
            self.kept[day] = self._ask(day)
        return self.kept[day]

    def _ask(self, day: date) -> bool:
        for notice in reversed(self.notices):
            if day in notice.days:
                return notice.days[day]
            if notice.year == day.year:
                return day.weekday() < SATURDAY
        if day.year <= KNOWN:
            return bool(chinese_calendar.is_workday(day))
        return day.weekday() < SATURDAY and day not in self._statutory(day.year)

    def _statutory(self, year: int) -> set[date]:
        """Return the statutory days by the library holidays, which estimates a year without a notice."""
        if year not in self.feasts:
            told = holidays.country_holidays("CN", years=year, language="zh_CN")
            named = {d for d, name in told.items() if any(f in name for f in FEASTS) and "补" not in name}
            self.feasts[year] = named | {date(year, *one) for one in FIXED}
        return self.feasts[year]


@dataclass
class Case:
    """A limit and what happened to it; a pause without an end lasts."""

    unit: str
    value: int
    start: date
    starts: str
    roll: str
    pauses: list[tuple[date, date | None]]
    grants: list[tuple[int, str]]


def end_of(case: Case, calendar: Calendar) -> tuple[object, ...]:
    """Return raw end, rolled end, whether it rests on guessed days, and whether it stands still before it."""
    if case.unit == "hour":
        raw = rolled = _hours(case)
    else:
        raw = _days(case, calendar)
        rolled = raw
        while case.roll != "none" and not calendar.works(rolled):
            rolled += DAY if case.roll == "forward" else -DAY
    counts = case.roll != "none" or any(unit == "working" for unit in (case.unit, *(u for _n, u in case.grants)))
    guessed = case.unit != "hour" and counts and max(raw, rolled) > calendar.last
    stands = any(end is None and begin <= raw for begin, end in case.pauses)
    return raw, rolled, guessed, stands


def _held(day: date, case: Case) -> bool:
    return any(end is not None and begin <= day < end for begin, end in case.pauses)


def _days(case: Case, calendar: Calendar) -> date:
    parts = [[case.value, case.unit]]
    for length, unit in case.grants:
        if unit == parts[-1][1]:
            parts[-1] = [int(parts[-1][0]) + length, unit]
        else:
            parts.append([length, unit])
    day = case.start - DAY if case.starts == "same-day" else case.start
    for number, (length, unit) in enumerate(parts):
        left = int(length)
        if unit == "month":
            anchor = case.start if number == 0 else day
            left = (_later(anchor, left) - anchor).days
        while left > 0:
            day += DAY
            if not _held(day, case) and (unit != "working" or calendar.works(day)):
                left -= 1
    return day


def _later(day: date, months: int) -> date:
    year, month = day.year, day.month
    for _n in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    for last in range(day.day, 0, -1):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise ValueError(day)


def _hours(case: Case) -> date:
    """Count hour by hour from midnight; what ends at a midnight ends with the day before it."""
    day, hour = case.start if case.starts == "same-day" else case.start + DAY, 0
    left = case.value + sum(length for length, _unit in case.grants)
    if left == 0:
        return day
    while left:
        if _held(day, case):
            day, hour = day + DAY, 0
            continue
        hour, left = hour + 1, left - 1
        if hour == 24 and left:
            day, hour = day + DAY, 0
    return day
