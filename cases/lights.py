"""The lights of a case: of its open steps and of its own clock, apart, because it can be late in one alone.

The due days are stored with the steps and clocks; only where a limit turns yellow is computed here, without a query.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from cases.rules.thresholds import DEFAULTS, LIGHTS, Points, Term, comes_on
from enforcement.flowcharts import store
from enforcement.flowcharts.calendar.current import calendar
from enforcement.flowcharts.deadlines import Counted, Due, Extended, Suspended, Used, county_day, due, used
from enforcement.flowcharts.engine.clocks import granted, spans
from enforcement.flowcharts.engine.dating import more_in, spans_in
from enforcement.flowcharts.graph import Limit
from enforcement.flowcharts.lights import Light, light
from enforcement.flowcharts.models import RunClock, StepRecord

COUNTED: dict[str, Counted] = {"working": "working", "hour": "hour", "minute": "minute"}
DAY = timedelta(days=1)
DEFAULT = DEFAULTS[LIGHTS]
RANK: dict[str, int] = {"red": 0, "yellow": 1, "green": 2, "": 3}


@dataclass(frozen=True, slots=True)
class Timed:
    """A limit under way: its light, when it ends, how much is used."""

    light: Light | Literal[""] = ""
    due_on: date | None = None
    used: Used | None = None
    suspended: bool = False
    provisional: bool = False


def worst(*lights: str) -> str:
    """Return the gravest of some lights."""
    return min(lights, key=lambda one: RANK[one], default="")


def step_limit(version_id: int, key: str) -> Limit | None:
    """Return the limit of a step on its version, from the compiled chart."""
    step = store.graph_of(version_id).node[key].step
    return step.limits[0] if step is not None and step.limits else None


def clock_limit(version_id: int, code: str) -> Limit | None:
    """Return the limit of a clock of a version."""
    return next((c.limit for c in store.graph_of(version_id).clocks if c.code == code), None)


def step_timed(record: StepRecord, today: date, points: Points = DEFAULT) -> Timed:
    """Return the light of a step's row, which comes with its node, as of a day or of the day it was left."""
    node = record.node
    return timed_step(
        limit=step_limit(node.version_id, node.key), entered_at=record.entered_at, raw_on=record.raw_due_on,
        due_on=record.due_on, due_at=record.due_at, provisional=record.provisional, stretched=record.stretched,
        today=county_day(record.left_at) if record.left_at else today, points=points,
    )  # fmt: skip


def clock_timed(row: RunClock, today: date, points: Points = DEFAULT) -> Timed:
    """Return the light of a clock's row, which comes with run, pauses and extensions, as of a day or of its closing."""
    return timed_clock(
        limit=clock_limit(row.run.version_id, row.code), opened_at=row.opened_at, pauses=spans(row.pauses.all()),
        more=granted(row.extensions.all()), today=county_day(row.closed_at) if row.closed_at else today, points=points,
    )  # fmt: skip


def timed_step(
    *,
    limit: Limit | None,
    entered_at: datetime,
    raw_on: date | None,
    due_on: date | None,
    due_at: datetime | None,
    today: date | datetime,
    points: Points = DEFAULT,
    provisional: bool = False,
    stretched: Mapping[str, Any] | None = None,
) -> Timed:
    """Return the light of a step as of a day, or of the day it was left; none where it has no limit."""
    if limit is None or due_on is None:
        return Timed()
    end = step_end(limit, entered_at, raw_on, due_on, due_at, provisional=provisional, stretched=stretched or {})
    spans, spent = spans_in(stretched or {}), None
    if _counted_from_here(limit):
        start = entered_at if limit.unit in {"hour", "minute"} else county_day(entered_at)
        spent = used(limit, start, today, calendar(), spans, more_in(stretched or {}))
    return Timed(light_at(end, today, points), due_on, spent, suspended=end.open_suspension, provisional=provisional)


def step_end(
    limit: Limit,
    entered_at: datetime,
    raw_on: date | None,
    due_on: date,
    due_at: datetime | None,
    *,
    provisional: bool,
    stretched: Mapping[str, Any],
) -> Due:
    """Return the end of a step's limit as its row keeps it, with its length."""
    spans = spans_in(stretched)
    of, unit = _length(limit, county_day(entered_at), raw_on or due_on), COUNTED.get(limit.unit, "calendar")
    if _counted_from_here(limit):
        start = entered_at if limit.unit in {"hour", "minute"} else county_day(entered_at)
        counted = due(limit, start, calendar(), spans, more_in(stretched))
        of, unit = counted.of, counted.unit
    return Due(
        raw_on=raw_on or due_on, due_on=due_on, provisional=provisional, due_at=due_at, of=of, unit=unit,
        suspended_from=min((s.from_on for s in spans if s.to_on is None), default=None),
    )  # fmt: skip


def _counted_from_here(limit: Limit) -> bool:
    return limit.roll != "backward" and limit.counts_from == "step"


@dataclass(frozen=True, slots=True)
class Turns:
    """The days on which a limit turns yellow and red; none where it never does, such as while it is suspended."""

    yellow_on: date | None = None
    red_on: date | None = None
    due_on: date | None = None


def turns(end: Due, points: Points = DEFAULT) -> Turns:
    """Return when the light of a limit turns: as :func:`light_at` says on each day, without asking it each day.

    A limit by the hour is yellow on its last day.
    """
    last = end.suspended_from or date.max
    found: list[date | None] = [end.due_on, end.due_on + DAY]
    if end.due_at is None:
        found = [comes_on(point, _term(end), calendar()) for point in (points.yellow, points.red)]
    yellow, red = (day if day is not None and day <= last else None for day in found)
    return Turns(yellow, red, end.due_on)


def light_at(end: Due, today: date | datetime, points: Points = DEFAULT) -> Light:
    """Return the light of a limit as of a day, where the agency wants it to turn; hours turn by the clock."""
    if end.due_at is not None and isinstance(today, datetime):
        return light(end, today, calendar())
    at, day = turns(end, points), county_day(today)
    if at.red_on is not None and at.red_on <= day:
        return "red"
    return "yellow" if at.yellow_on is not None and at.yellow_on <= day else "green"


def _term(end: Due) -> Term:
    return Term(end.due_on, end.of, end.unit == "working", end.raw_on)


def _length(limit: Limit, entered_on: date, raw_on: date) -> int:
    return limit.value if limit.unit != "month" else max((raw_on - entered_on).days, 1)


def timed_clock(
    *,
    limit: Limit | None,
    opened_at: datetime,
    today: date,
    pauses: Sequence[Suspended] = (),
    more: Sequence[Extended] = (),
    points: Points = DEFAULT,
) -> Timed:
    """Return the light of a clock of the case as of a day, or of the day it was closed."""
    if limit is None:
        return Timed()
    opened = county_day(opened_at)
    end = due(limit, opened, calendar(), pauses, more)
    spent = used(limit, opened, today, calendar(), pauses, more)
    return Timed(
        light_at(end, today, points), end.due_on, spent, suspended=end.open_suspension,
        provisional=end.provisional,
    )  # fmt: skip
