"""Random limits with suspensions, extensions and revisions of the calendar, against a walk day by day.

SCALE sets how many (100,000). The oracle (``_daybyday``) shares no code with the engine: its calendar asks each
revision in turn and chinesecalendar behind them, and it counts one day after the other. Bar: 0 differences.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections import Counter
from datetime import date, timedelta

from bench._daybyday import Calendar, Case, Notice, end_of
from enforcement.flowcharts.calendar.fold import Told, fold
from enforcement.flowcharts.calendar.national import FIRST_ON, exceptions, years
from enforcement.flowcharts.calendar.workdays import WorkCalendar
from enforcement.flowcharts.deadlines import Extended, Suspended, due
from enforcement.flowcharts.graph import Limit

SCALE = int(os.environ.get("SCALE", "100000"))
CALENDARS, SHOWN = 200, 5
DAY = timedelta(days=1)
LENGTHS = {"calendar": 120, "working": 60, "month": 8, "hour": 240}
ROLLS, STARTS = ("forward", "backward", "none"), ("next-day", "same-day")


def notices(rng: random.Random) -> list[Notice]:
    """Return revisions in order: none, one or two new years, and single days changed before and after."""
    last, made = 2026, []
    for _n in range(rng.randint(0, 5)):
        whole = rng.random() < 0.4 and last < 2028
        year = last + 1 if whole else rng.randint(2024, 2029)
        last = year if whole else last
        days = {date(year, 1, 1) + rng.randint(0, 364) * DAY: rng.random() < 0.4 for _d in range(rng.randint(1, 30))}
        made.append(Notice(days, year if whole else 0))
    return made


def ours(told: list[Notice]) -> WorkCalendar:
    """Return the engine's calendar after some notices."""
    seed = years()
    known, last = fold(exceptions(seed), date(max(seed), 12, 31), [Told(n.days, n.year) for n in told])
    return WorkCalendar.build(revision=len(told), first_on=FIRST_ON, last_published_on=last, exceptions=known)


def a_case(rng: random.Random) -> Case:
    """Return a limit with what happened to it."""
    unit = rng.choice(list(LENGTHS))
    start = date(2024, 1, 1) + rng.randint(0, 365 * 5) * DAY
    pauses = []
    for _n in range(rng.randint(0, 4)):
        begins = start + rng.randint(-20, 150) * DAY
        pauses.append((begins, None if rng.random() < 0.15 else begins + rng.randint(0, 60) * DAY))
    more = ["hour"] if unit == "hour" else ["calendar", "working", "month"]
    grants = [(rng.randint(0, LENGTHS[one]), one) for one in rng.choices(more, k=rng.randint(0, 2))]
    return Case(unit, rng.randint(0, LENGTHS[unit]), start, rng.choice(STARTS), rng.choice(ROLLS), pauses, grants)


def by_engine(case: Case, calendar: WorkCalendar) -> tuple[object, ...]:
    """Return what the engine says."""
    limit = Limit(case.value, case.unit, roll=case.roll, starts=case.starts)  # type: ignore[arg-type]
    spans = [Suspended(a, b) for a, b in case.pauses]
    found = due(limit, case.start, calendar, spans, [Extended(n, unit) for n, unit in case.grants])  # type: ignore[arg-type]
    return found.raw_on, found.due_on, found.provisional, found.open_suspension


def main() -> int:
    rng, kinds, found = random.Random(85), Counter[str](), list[str]()
    spent = {"engine": 0.0, "oracle": 0.0}
    made = [(ours(told), Calendar(told)) for told in (notices(rng) for _n in range(CALENDARS))]
    for number in range(SCALE):
        case = a_case(rng)
        mine, theirs = made[number % CALENDARS]
        kinds.update([case.unit, *(["suspended"] if case.pauses else []), *(["extended"] if case.grants else [])])
        a = time.perf_counter()
        engine = by_engine(case, mine)
        b = time.perf_counter()
        oracle = end_of(case, theirs)
        spent["engine"] += b - a
        spent["oracle"] += time.perf_counter() - b
        if engine != oracle:
            found.append(f"{case}: {engine} / {oracle}")
    return report(kinds, found, spent)


def report(kinds: Counter[str], found: list[str], spent: dict[str, float]) -> int:
    print(f"{SCALE} limits under {CALENDARS} calendars: " + ", ".join(f"{k} {n}" for k, n in kinds.most_common()))
    engine, floor = (1e6 * spent[name] / SCALE for name in ("engine", "oracle"))
    print(f"engine {engine:.0f} µs a limit; floor, day by day: {floor:.0f} µs")
    for line in found[:SHOWN]:
        print(line)
    print(f"clocks: {len(found)} differences in {SCALE} (bar 0): {'MISSED' if found else 'holds'}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
