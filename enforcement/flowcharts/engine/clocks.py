"""Clocks over several steps: opened, closed and paused."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from enforcement import clock as time
from enforcement.flowcharts import store
from enforcement.flowcharts.calendar.current import calendar
from enforcement.flowcharts.deadlines import Suspended, due
from enforcement.flowcharts.engine import rows
from enforcement.flowcharts.engine.walk import Moved
from enforcement.flowcharts.graph import CaseClock
from enforcement.flowcharts.models import ClockPause, Run, RunClock, StepRecord

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
    days = calendar()
    found = due(clock.limit, rows.start_of(clock.limit, run, at) or time.day_of(at), days)
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


def pause(clock: RunClock, *, ground: str, basis: str, document: str, from_on: date) -> ClockPause:
    """Stop a clock from a day on, with its ground and document; its due date is not known until it runs again."""
    made = ClockPause.objects.create(clock=clock, ground=ground, basis=basis, document=document, from_on=from_on)
    recompute(clock)
    return made


def resume(clock: RunClock, *, ground: str, to_on: date) -> None:
    """Let a clock run again from a day on and move its due date."""
    ClockPause.objects.filter(clock=clock, ground=ground, to_on__isnull=True).update(to_on=to_on)
    recompute(clock)


def recompute(clock: RunClock) -> None:
    """Compute a clock's due date anew from its limit, start and pauses."""
    rule = limit_of(clock)
    days = calendar()
    start = rows.start_of(rule.limit, clock.run, clock.opened_at) or time.day_of(clock.opened_at)
    found = due(rule.limit, start, days, spans(clock.pauses.all()))
    clock.raw_due_on, clock.due_on, clock.provisional = found.raw_on, found.due_on, found.provisional
    clock.calendar_revision = days.revision
    clock.save(update_fields=["raw_due_on", "due_on", "provisional", "calendar_revision"])


def limit_of(clock: RunClock) -> CaseClock:
    """Return what the chart says of a clock."""
    return next(c for c in store.graph_of(clock.run.version_id).clocks if c.code == clock.code)


def spans(pauses: Iterable[ClockPause]) -> list[Suspended]:
    """Return pauses as the deadlines module reads them."""
    return [Suspended(p.from_on, p.to_on) for p in pauses]
