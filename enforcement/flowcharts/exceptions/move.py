"""Move a case by an agreed order: open records are closed as moved and opened in the other version, clocks kept."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from enforcement import clock as county
from enforcement.actor import Actor
from enforcement.flowcharts import store
from enforcement.flowcharts.engine import clocks, dating
from enforcement.flowcharts.exceptions.entry import enter_in_series
from enforcement.flowcharts.exceptions.mapping import Place, open_records, places
from enforcement.flowcharts.exceptions.order_move import code_of, target_of
from enforcement.flowcharts.exceptions.refusals import CaseMovedOn
from enforcement.flowcharts.models import ClockPause, Run, RunClock, StepRecord, TermExtension, VersionOrder

MOVED = "moved"
"""The outcome of a record that an order closed."""


def move(order: VersionOrder, run: Run, *, by: Actor, at: datetime) -> None:
    """Move a case whose order has both words, in the caller's transaction.

    Raises:
        CaseMovedOn: if other steps are open than when the order was asked for.
        TargetNotPublished, NodeUnmapped, PlacesDoNotFit, ClockMissing: if it can be moved so no more.
    """
    records = open_records(run.pk)
    if run.version_id != order.from_version_id or {str(r.node_id) for r in records} != set(order.node_map):
        raise CaseMovedOn
    target = target_of(run, order.to_version_id)
    wanted = places(records, target.pk, order.node_map)
    StepRecord.objects.filter(run=run, left_at__isnull=True).update(left_at=at, outcome=MOVED, actor=by.snapshot())
    run.version = target
    run.save(update_fields=["version"])
    opened = _open(run, wanted, at)
    run.save(update_fields=["visits"])
    was = _terms(run)
    order.status, order.done_at = VersionOrder.Status.DONE, at
    order.save(update_fields=["status", "done_at"])
    enter_in_series(
        run, "case.move", by=by, at=at,
        body={
            "order": order.pk, "reason": order.reason, "from_number": order.from_version.number,
            "to_number": target.number, "version": target.pk, "sha256": target.sha256,
            "moved": [
                {"from": p.record.node.code or p.record.node.key, "to": code_of(p.node), "record": str(r.pk),
                 "was_on": p.record.due_on, "now_on": r.due_on}
                for p, r in zip(wanted, opened, strict=True)
            ],
            "clocks": was,
        },
    )  # fmt: skip


def _open(run: Run, wanted: list[Place], at: datetime) -> list[StepRecord]:
    """Open each record at its place: its limit goes on from where it began, with its pauses and extensions."""
    inside: dict[UUID, UUID] = {}
    made = []
    for place in wanted:
        old = place.record
        parent = inside[old.parent_id] if old.parent_id else None
        new = _record(run, place.version_id, place.node.key, parent, place.via, at)
        new.counted_from, new.stretched = old.counted_from or old.entered_at, old.stretched
        _dated(new, run)
        inside[old.pk] = new.pk
        made.append(new)
    StepRecord.objects.bulk_create([*made, *_timers(run, wanted, made, at)])
    for place, new in zip(wanted, made, strict=True):
        _stretch(place.record, new, at)
    return made


def _record(run: Run, version_id: int, key: str, parent: UUID | None, via: str, at: datetime) -> StepRecord:
    row = store.node_rows(version_id)[key]
    visit = int(run.visits.get(str(row.pk), 0)) + 1
    run.visits[str(row.pk)] = visit
    return StepRecord(run=run, agency_id=run.agency_id, node=row, parent_id=parent, via=via, visit=visit, entered_at=at)


def _dated(record: StepRecord, run: Run) -> None:
    limit = dating.limit_at(record)
    if limit is not None:
        dating.set_due(record, limit, run, record.entered_at)


def _timers(run: Run, wanted: list[Place], made: list[StepRecord], at: datetime) -> list[StepRecord]:
    """Open the timers that sit on the steps in the other version; each waits from where its step began."""
    found = []
    for place, step in zip(wanted, made, strict=True):
        for node in store.graph_of(place.version_id).nodes:
            if node.attached_to == place.node.key:
                timer = _record(run, place.version_id, node.key, step.parent_id, f"task:{step.pk}", at)
                timer.counted_from = step.counted_from
                _dated(timer, run)
                found.append(timer)
    return found


def _stretch(old: StepRecord, new: StepRecord, at: datetime) -> None:
    """Let the pauses and extensions of a step's limit stand at the new record too; an open pause goes on there."""
    rows: list[ClockPause | TermExtension] = [*old.pauses.all(), *old.extensions.all()]
    for row in rows:
        row.pk, row.record, row._state.adding = None, new, True  # noqa: SLF001 (Django's own way to copy a row)
        row.save()
    old.pauses.filter(to_on__isnull=True).update(to_on=county.day_of(at))


def _terms(run: Run) -> list[dict[str, object]]:
    """Compute the terms of the whole case by the other version from where they began, and say was and now."""
    found: list[dict[str, object]] = []
    for clock in RunClock.objects.filter(run=run, closed_at__isnull=True):
        clock.run = run
        was = clock.due_on
        clocks.recompute(clock)
        found.append({"clock": clock.code, "was_on": was, "now_on": clock.due_on})
    return found
