"""Stop a clock or a step's limit and let it run again; the due date moves in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final, overload

from enforcement import clock as time
from enforcement.flowcharts import store
from enforcement.flowcharts.calendar.current import calendar_for
from enforcement.flowcharts.calendar.workdays import WorkCalendar
from enforcement.flowcharts.deadlines import Extended, Suspended, due
from enforcement.flowcharts.engine import dating
from enforcement.flowcharts.engine.pausing import check_pause, check_resume
from enforcement.flowcharts.graph import CaseClock
from enforcement.flowcharts.models import ClockPause, RunClock, StepRecord, TermExtension

Timed = RunClock | StepRecord
MOVED: Final = ("raw_due_on", "due_on", "provisional", "calendar_revision")


def pause(clock: Timed, *, ground: str, basis: str, document: str, from_on: date) -> ClockPause:
    """Stop a clock, or the limit of a step where its chart says so, from a day on; the due date is not known then.

    Raises:
        PauseWithoutDocument, UnknownGround, NotSuspendable, PausesOverlap: as named.
    """
    held = hold(clock)
    check_pause(held, ground=ground, document=document, from_on=from_on)
    made = ClockPause.objects.create(**of(held), ground=ground, basis=basis, document=document, from_on=from_on)
    recompute(clock)
    return made


def resume(clock: Timed, *, ground: str, to_on: date) -> None:
    """Let it run again from a day on and move the due date; nothing where it does not stand for that ground.

    Raises:
        ResumedTooEarly: for a day before it stopped.
    """
    standing = ClockPause.objects.filter(**of(hold(clock)), ground=ground, to_on__isnull=True)
    check_resume(standing, to_on)
    standing.update(to_on=to_on)
    recompute(clock)


def hold(clock: Timed) -> Timed:
    """Lock the row, so that two who stop or extend it come one after the other."""
    if isinstance(clock, RunClock):
        return RunClock.objects.select_for_update(of=("self",)).select_related("run").get(pk=clock.pk)
    return StepRecord.objects.select_for_update(of=("self",)).select_related("run", "node").get(pk=clock.pk)


@overload
def of(clock: RunClock) -> dict[str, RunClock]: ...
@overload
def of(clock: StepRecord) -> dict[str, StepRecord]: ...
def of(clock: Timed) -> dict[str, RunClock] | dict[str, StepRecord]:
    """Return whose row a pause or an extension is."""
    return {"clock": clock} if isinstance(clock, RunClock) else {"record": clock}


def recompute(clock: Timed) -> None:
    """Compute the due date anew from limit, start, pauses and extensions, and save it."""
    if isinstance(clock, StepRecord):
        dating.stretch(clock)
        limit = dating.limit_at(clock)
        if limit is not None:
            dating.set_due(clock, limit, clock.run, clock.entered_at)
        clock.save(update_fields=[*MOVED, "due_at", "stretched"])
        return
    rule = limit_of(clock)
    set_due(clock, rule, calendar_for(clock.run, rule.limit))
    clock.save(update_fields=[*MOVED])


def set_due(clock: RunClock, rule: CaseClock, days: WorkCalendar) -> None:
    """Write the due date of a clock by a calendar, unsaved."""
    found = due(rule.limit, begin_of(clock, rule), days, spans(clock.pauses.all()), granted(clock.extensions.all()))
    clock.raw_due_on, clock.due_on, clock.provisional = found.raw_on, found.due_on, found.provisional
    clock.calendar_revision = days.revision


def begin_of(clock: RunClock, rule: CaseClock) -> date | datetime:
    """Return where a clock begins to count."""
    if clock.counted_from:
        return clock.counted_from
    return dating.start_of(rule.limit, clock.run, clock.opened_at) or time.day_of(clock.opened_at)


def limit_of(clock: RunClock) -> CaseClock:
    """Return what the chart says of a clock."""
    return next(c for c in store.graph_of(clock.run.version_id).clocks if c.code == clock.code)


def spans(pauses: Iterable[ClockPause]) -> list[Suspended]:
    """Return pauses as the deadlines module reads them."""
    return [Suspended(p.from_on, p.to_on) for p in pauses]


def granted(extensions: Iterable[TermExtension]) -> list[Extended]:
    """Return the extensions that count as the deadlines module reads them."""
    return [Extended(e.by, e.unit) for e in extensions if e.counts]  # type: ignore[arg-type]
