"""The lights of a case: of its open steps and of its own clock, apart, because it can be late in one alone.

The due days are stored with the steps and clocks; only where a limit turns yellow is computed here, without a query.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from enforcement.flowcharts import store
from enforcement.flowcharts.calendar.current import calendar
from enforcement.flowcharts.deadlines import Counted, Due, Extended, Suspended, Used, county_day, due, used
from enforcement.flowcharts.engine.dating import more_in, spans_in
from enforcement.flowcharts.graph import Limit
from enforcement.flowcharts.lights import Light, light

COUNTED: dict[str, Counted] = {"working": "working", "hour": "hour", "minute": "minute"}
RANK: dict[str, int] = {"red": 0, "yellow": 1, "green": 2, "": 3}


@dataclass(frozen=True, slots=True)
class Timed:
    """A limit under way: its light, when it ends, how much is used."""

    light: Light | str = ""
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


def timed_step(
    *,
    limit: Limit | None,
    entered_at: datetime,
    raw_on: date | None,
    due_on: date | None,
    due_at: datetime | None,
    today: date | datetime,
    ratio: float = 0.9,
    provisional: bool = False,
    stretched: Mapping[str, Any] | None = None,
) -> Timed:
    """Return the light of a step as of a day, or of the day it was left; none where it has no limit."""
    if limit is None or due_on is None:
        return Timed()
    start = entered_at if limit.unit in {"hour", "minute"} else county_day(entered_at)
    spans, spent = spans_in(stretched or {}), None
    if limit.roll != "backward" and limit.counts_from == "step":
        spent = used(limit, start, today, calendar(), spans, more_in(stretched or {}))
    stands = min((s.from_on for s in spans if s.to_on is None), default=None)
    end = Due(
        raw_on=raw_on or due_on, due_on=due_on, provisional=provisional, due_at=due_at, suspended_from=stands,
        of=spent.of if spent else _length(limit, county_day(entered_at), raw_on or due_on),
        unit=spent.unit if spent else COUNTED.get(limit.unit, "calendar"),
    )  # fmt: skip
    return Timed(light(end, today, calendar(), ratio), due_on, spent, suspended=bool(stands), provisional=provisional)


def _length(limit: Limit, entered_on: date, raw_on: date) -> int:
    return limit.value if limit.unit != "month" else max((raw_on - entered_on).days, 1)


def timed_clock(
    *,
    limit: Limit | None,
    opened_at: datetime,
    today: date,
    pauses: Sequence[Suspended] = (),
    more: Sequence[Extended] = (),
    ratio: float = 0.9,
) -> Timed:
    """Return the light of a clock of the case as of a day, or of the day it was closed."""
    if limit is None:
        return Timed()
    opened = county_day(opened_at)
    end = due(limit, opened, calendar(), pauses, more)
    spent = used(limit, opened, today, calendar(), pauses, more)
    return Timed(
        light(end, today, calendar(), ratio), end.due_on, spent, suspended=end.open_suspension,
        provisional=end.provisional,
    )  # fmt: skip
