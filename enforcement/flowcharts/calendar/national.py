"""The national calendar that ships with the system: revision 0, before any notice is imported."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypedDict

from enforcement.flowcharts.calendar.workdays import WorkCalendar

SEED = Path(__file__).with_name("national.json")
FIRST_ON = date(2004, 1, 1)


class Year(TypedDict):
    """One year of the seed: the numbers of its notices, and its days off and made-up days as ``MM-DD``."""

    notices: list[str]
    holidays: list[str]
    working: list[str]


def years() -> dict[int, Year]:
    """Read the seed by year."""
    stored: dict[str, Year] = json.loads(SEED.read_text(encoding="utf-8"))
    return {int(year): told for year, told in stored.items()}


def exceptions(seed: Mapping[int, Year]) -> dict[date, bool]:
    """Return the days that differ from plain weekdays: ``False`` for a day off, ``True`` for a made-up day."""
    days: dict[date, bool] = {}
    for year, told in seed.items():
        days |= {date.fromisoformat(f"{year}-{day}"): False for day in told["holidays"]}
        days |= {date.fromisoformat(f"{year}-{day}"): True for day in told["working"]}
    return days


@cache
def national() -> WorkCalendar:
    """Return the shipped calendar, from 2004 to the last year whose notice was out."""
    seed = years()
    return WorkCalendar.build(
        revision=0, first_on=FIRST_ON, last_published_on=date(max(seed), 12, 31), exceptions=exceptions(seed)
    )
