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


def follow(run: Run, before: list[StepRecord], moved: Moved, *, at: datetime) -> None:
    """Open and close the run's clocks that this move touches: one statement, none where it touches none."""
    charts = store.graph_of(run.version_id)
    if not charts.clocks:
        return
    left = {f"leave:{r.node.key}" for r in before if r.pk in moved.closed}
    entered = {f"enter:{t.key}" for t in moved.opened}
    wanted = []
    for clock in charts.clocks:
        opens = clock.opens in left | entered and clock.code not in run.facts.get("_clocks", [])
        closes = clock.closes in left | entered
        if opens:
            run.facts["_clocks"] = [*run.facts.get("_clocks", []), clock.code]
            wanted.append(_row(run, clock, at))
        elif closes:
            wanted.append(_row(run, clock, at, closed_at=at))
    if wanted:
        RunClock.objects.bulk_create(
            wanted, update_conflicts=True, unique_fields=["run", "code"], update_fields=["closed_at"]
        )


def _row(run: Run, clock: CaseClock, at: datetime, closed_at: datetime | None = None) -> RunClock:
    days = calendar()
    found = due(clock.limit, rows.start_of(clock.limit, run, at) or time.day_of(at), days)
    return RunClock(
        run=run, agency_id=run.agency_id, code=clock.code, opened_at=at, raw_due_on=found.raw_on, due_on=found.due_on,
        provisional=found.provisional, calendar_revision=days.revision, closed_at=closed_at,
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
