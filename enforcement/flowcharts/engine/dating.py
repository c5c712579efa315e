"""The due date of a record: its limit from where it begins, with the spans and extensions that the record keeps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from enforcement import clock
from enforcement.flowcharts import store
from enforcement.flowcharts.calendar.current import calendar_for
from enforcement.flowcharts.calendar.workdays import WorkCalendar
from enforcement.flowcharts.deadlines import Extended, Suspended, county_day, due, latest_service_day
from enforcement.flowcharts.graph import Limit, Node
from enforcement.flowcharts.models import Run, StepRecord

_DURATION = re.compile(r"P(?:(?P<d>\d+)D)?(?:T(?:(?P<h>\d+)H)?(?:(?P<m>\d+)M)?)?")


def limit_at(record: StepRecord) -> Limit | None:
    """Return the limit of a record's step or timer."""
    return limit_of_node(store.graph_of(record.node.version_id).node[record.node.key])


def limit_of_node(node: Node) -> Limit | None:
    """Return the limit of a step or the wait of a timer, None where there is none."""
    return node.step.limits[0] if node.step and node.step.limits else timer_limit(node)


def timer_limit(node: Node) -> Limit | None:
    """Return the wait of a timer (P5D, PT24H, P1DT12H) as a limit: in days, or by the clock where it names hours."""
    found = _DURATION.fullmatch(node.timer.upper())
    if found is None:
        return None
    span = timedelta(days=int(found["d"] or 0), hours=int(found["h"] or 0), minutes=int(found["m"] or 0))
    if "T" in node.timer.upper():
        return Limit(value=span // timedelta(minutes=1), unit="minute", starts="same-day")
    return Limit(value=span.days, unit="calendar", roll="none")


def set_due(record: StepRecord, limit: Limit, run: Run, at: datetime, days: WorkCalendar | None = None) -> None:
    """Write the due date of a record entered at a moment; a limit from an event not yet known has none.

    It is counted by the calendar in force unless another is given.
    """
    start = start_of(limit, run, record.counted_from or at)
    if start is None:
        return
    days = days or calendar_for(run, limit)
    record.calendar_revision = days.revision
    if limit.roll == "backward" and limit.counts_from.startswith("event:"):
        # So many working days before a day to come, such as the notice of a hearing (行政处罚法第六十四条第二项).
        record.due_on = latest_service_day(county_day(start), limit.value, days)
        record.raw_due_on = days.previous_working(record.due_on)  # of a last day of rest it is told on the day before
        record.provisional = days.is_provisional(county_day(start))
        return
    found = due(limit, start, days, spans_in(record.stretched), more_in(record.stretched))
    record.raw_due_on, record.due_on, record.due_at = found.raw_on, found.due_on, found.due_at
    record.provisional = found.provisional


def start_of(limit: Limit, run: Run, at: datetime) -> date | datetime | None:
    """Return where a limit begins to count."""
    if limit.counts_from == "case":
        return run.opened_at if limit.unit in {"hour", "minute"} else clock.day_of(run.opened_at)
    if limit.counts_from.startswith("event:"):
        told = run.events.get(limit.counts_from.removeprefix("event:"))
        return date.fromisoformat(told) if told else None
    return at if limit.unit in {"hour", "minute"} else clock.day_of(at)


def stretch(record: StepRecord) -> None:
    """Let a record keep what its rows of pauses and extensions say, so that an advance need not read them."""
    pauses = [[p.from_on.isoformat(), p.to_on.isoformat() if p.to_on else None] for p in record.pauses.all()]
    more = [[e.by, e.unit] for e in record.extensions.all() if e.counts]
    record.stretched = {"pauses": pauses, "more": more} if pauses or more else {}


def spans_in(stretched: Mapping[str, Any]) -> list[Suspended]:
    """Return the spans that the limit of a record does not count, as the record keeps them."""
    kept = stretched.get("pauses", ())
    return [Suspended(date.fromisoformat(a), date.fromisoformat(b) if b else None) for a, b in kept]


def more_in(stretched: Mapping[str, Any]) -> list[Extended]:
    """Return the extensions of a record's limit, as the record keeps them."""
    return [Extended(by, unit) for by, unit in stretched.get("more", ())]
