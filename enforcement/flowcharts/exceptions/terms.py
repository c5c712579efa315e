"""One open due date by the law as it is now: pure, but for what is read of the calendar and the overlays.

A term that had ended before the day of the new law is left alone: it is judged by the law of its time. A term that the
new law would have let end before that day counts anew from that day, so that nobody is late by a law not yet in force.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from enforcement.flowcharts.calendar.current import calendar_for
from enforcement.flowcharts.deadlines import COUNTY, due
from enforcement.flowcharts.engine import clocks, dating
from enforcement.flowcharts.models import RunClock, StepRecord

DATES = ("raw_due_on", "due_on", "provisional", "calendar_revision", "counted_from")
CLOCK_DATES, RECORD_DATES = list(DATES), [*DATES, "due_at"]


@dataclass(frozen=True)
class Moved:
    """A due date, as it was and as it is now."""

    term: str
    was_on: date | None
    now_on: date | None


def redate(row: RunClock | StepRecord, from_on: date) -> Moved | None:
    """Set a row's due date by the chart as overlaid, unsaved, and say whether it moved."""
    was = row.due_on
    if was is not None and was < from_on:
        return None
    counted = row.counted_from
    _date(row)
    if row.due_on is not None and row.due_on < from_on:
        row.counted_from = from_on if isinstance(row, RunClock) else datetime.combine(from_on, time(), COUNTY)
        _date(row)
    if row.due_on == was:
        row.counted_from = counted
        return None
    return Moved(_term(row), was, row.due_on)


def _date(row: RunClock | StepRecord) -> None:
    if isinstance(row, StepRecord):
        limit = dating.limit_at(row)
        if limit is not None:
            dating.set_due(row, limit, row.run, row.entered_at)
        return
    rule = clocks.limit_of(row)
    days = calendar_for(row.run, rule.limit)
    spans, more = clocks.spans(row.pauses.all()), clocks.granted(row.extensions.all())
    found = due(rule.limit, clocks.begin_of(row, rule), days, spans, more)
    row.raw_due_on, row.due_on, row.provisional = found.raw_on, found.due_on, found.provisional
    row.calendar_revision = days.revision


def _term(row: RunClock | StepRecord) -> str:
    if isinstance(row, RunClock):
        return clocks.limit_of(row).title
    return f"{row.node.code} {row.node.name}".strip() or row.node.key
