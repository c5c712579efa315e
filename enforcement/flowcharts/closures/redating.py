"""Which due dates of a run another calendar moves: computed without writing, or written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from enforcement.flowcharts.calendar.current import closing
from enforcement.flowcharts.calendar.stored import Held
from enforcement.flowcharts.calendar.workdays import WorkCalendar
from enforcement.flowcharts.engine import clocks, dating
from enforcement.flowcharts.graph import Limit
from enforcement.flowcharts.models import Run, RunClock, StepRecord

Row = RunClock | StepRecord
Others = Callable[[int, Any], Iterable["Moved"]]
OTHERS: list[Others] = []
"""Functions of other apps: ``(run_id, calendar) -> moves`` of due dates that they keep, saved by themselves."""


@dataclass(frozen=True)
class Moved:
    """A due date, as it was and as it is now."""

    term: str
    due_before: date
    due_after: date


def open_rows(run: Run) -> list[Row]:
    """Return the open clocks and the open records with a due date of a run."""
    running = run.clocks.filter(closed_at__isnull=True).prefetch_related("pauses", "extensions")
    records = run.records.filter(left_at__isnull=True, due_on__isnull=False).select_related("node")
    found: list[Row] = [*running, *records]
    for row in found:
        row.run = run
    return found


def redate(row: Row, held: Held) -> Moved | None:
    """Set a row's due date by a calendar, unsaved, and say whether it moved."""
    before = row.due_on
    if isinstance(row, RunClock):
        rule = clocks.limit_of(row)
        title = rule.title
        clocks.set_due(row, rule, _calendar(row.run, rule.limit, held))
    else:
        limit = dating.limit_at(row)
        title = f"{row.node.code} {row.node.name}".strip() or row.node.key
        if limit is not None:
            dating.set_due(row, limit, row.run, row.entered_at, _calendar(row.run, limit, held))
    row.calendar_revision = held.number
    return Moved(title, before, row.due_on) if before and row.due_on and before != row.due_on else None


def _calendar(run: Run, limit: Limit, held: Held) -> WorkCalendar:
    return (
        held.of(closing(held, run.agency.line, statutory=limit.kind == "statutory")) if held.closures else held.national
    )
