"""Clocks over several steps: opened where a move enters or leaves a node, and closed so too."""

from __future__ import annotations

from datetime import datetime

from enforcement import clock as time
from enforcement.flowcharts import store
from enforcement.flowcharts.calendar.current import calendar_for
from enforcement.flowcharts.deadlines import due
from enforcement.flowcharts.engine import dating
from enforcement.flowcharts.engine.walk import Moved
from enforcement.flowcharts.graph import CaseClock
from enforcement.flowcharts.models import Run, RunClock, StepRecord

KEPT = "_clocks"
"""Where the facts of a run say of each clock that was opened whether it still runs."""


def follow(run: Run, before: list[StepRecord], moved: Moved, *, at: datetime) -> None:
    """Open and close the run's clocks that this move touches: one statement, none where it touches none.

    A clock opens once in a run. One that still runs when the run ends is closed with it.
    """
    declared = store.graph_of(run.version_id).clocks
    if not declared:
        return
    touched = _touched(run, before, moved)
    running: dict[str, bool] = dict(run.facts.get(KEPT, {}))
    wanted = []
    for clock in declared:
        opens = clock.opens in touched and clock.code not in running
        if opens:
            running[clock.code] = True
        closes = running.get(clock.code, False) and (moved.ended or clock.closes in touched)
        if closes:
            running[clock.code] = False
        if opens or closes:
            wanted.append(_row(run, clock, at, closed_at=at if closes else None))
    if wanted:
        run.facts = {**run.facts, KEPT: running}
        RunClock.objects.bulk_create(
            wanted, update_conflicts=True, unique_fields=["run", "code"], update_fields=["closed_at"]
        )


def _touched(run: Run, before: list[StepRecord], moved: Moved) -> set[str]:
    """Return ``leave:NODE`` and ``enter:NODE`` of the run's own chart; nodes of called charts bear no clocks."""
    left = {f"leave:{r.node.key}" for r in before if r.pk in moved.closed and r.node.version_id == run.version_id}
    return left | {f"enter:{t.key}" for t in moved.opened if t.version == run.version_id}


def _row(run: Run, clock: CaseClock, at: datetime, closed_at: datetime | None) -> RunClock:
    days = calendar_for(run, clock.limit)
    found = due(clock.limit, dating.start_of(clock.limit, run, at) or time.day_of(at), days)
    return RunClock(
        run=run,
        agency_id=run.agency_id,
        code=clock.code,
        opened_at=at,
        raw_due_on=found.raw_on,
        due_on=found.due_on,
        provisional=found.provisional,
        calendar_revision=days.revision,
        closed_at=closed_at,
    )
