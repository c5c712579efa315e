"""A year as months of weeks of days, for a picture: pure."""

from __future__ import annotations

from calendar import Calendar
from dataclasses import dataclass
from datetime import date
from typing import Final

from enforcement.flowcharts.calendar.workdays import WorkCalendar

SATURDAY: Final = 5
WEEKS: Final = Calendar()


@dataclass(frozen=True)
class Cell:
    """A day of a picture: ``kind`` is work, rest (a plain weekend), off (a weekday off) or made (a weekend worked)."""

    day: date
    kind: str
    reason: str = ""


@dataclass(frozen=True)
class Month:
    """A month: weeks from Monday, with None outside the month, and how many days are worked."""

    number: int
    first: date
    weeks: list[list[Cell | None]]
    working: int


def months_of(year: int, calendar: WorkCalendar, reasons: dict[date, str]) -> list[Month]:
    """Return the months of a year that the calendar knows."""
    made = []
    for number in range(1, 13):
        weeks = [
            [_cell(day, calendar, reasons) if day.month == number else None for day in week]
            for week in WEEKS.monthdatescalendar(year, number)
        ]
        working = sum(cell is not None and cell.kind in {"work", "made"} for week in weeks for cell in week)
        made.append(Month(number, date(year, number, 1), weeks, working))
    return made


def _cell(day: date, calendar: WorkCalendar, reasons: dict[date, str]) -> Cell:
    worked, weekend = calendar.is_working(day), day.weekday() >= SATURDAY
    kind = ("made" if weekend else "work") if worked else ("rest" if weekend and day not in reasons else "off")
    return Cell(day, kind, reasons.get(day, ""))
