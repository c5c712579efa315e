"""Take a step back while the next one has not acted: nothing is erased, a new visit opens with the time it had left."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.flowcharts import store
from enforcement.flowcharts.engine import restoring, rows
from enforcement.flowcharts.engine.following import KEPT
from enforcement.flowcharts.engine.refusals import Backdated, RunClosed
from enforcement.flowcharts.models import ClockPause, Run, RunClock, StepRecord, TermExtension
from enforcement.ledger.append import append
from enforcement.ledger.chain import GENESIS, Head

RECALLED = "recalled"
COPIED = (
    "run_id", "agency_id", "node_id", "parent_id", "via", "raw_due_on", "due_on", "due_at", "provisional",
    "calendar_revision", "opened_by", "stretched",
)  # fmt: skip


class NextStepActed(Refusal):
    """Refuse to take back a step after which something was done."""

    sentence = _("The next step has acted already, so this one cannot be taken back.")
    remedy = _("Have the later step send the case back, or add a correction.")


class NotRecallable(Refusal):
    """Refuse to take back what is no finished step of this procedure."""

    sentence = _("This step cannot be taken back.")
    remedy = _("Add a correction: it stands beside the record and changes nothing in it.")


def recall(*, run_id: int, by: Actor, at: datetime, record_id: uuid.UUID, reason: str) -> StepRecord:
    """Close the steps that leaving a record opened, open again those that it closed, and return the new visit.

    In the caller's transaction; who may do it is the caller's to check.

    Raises:
        RunClosed: if the procedure has ended. NotRecallable: for an open step, or one whose leaving opened a clock.
        NextStepActed: if a step that it opened was left. Backdated: for a moment before it was left.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("recall() runs in the transaction of the act it serves.")
    run, _held = rows.lock(run_id, by)
    if run.closed_at is not None:
        raise RunClosed
    moved = list(StepRecord.objects.filter(run=run, closed_by=record_id).select_related("node").order_by("entered_at"))
    left = next((r for r in moved if r.pk == record_id and r.node.kind == "task" and r.outcome != RECALLED), None)
    opened = list(StepRecord.objects.filter(run=run, opened_by=record_id).select_related("node"))
    if left is None or left.left_at is None or not opened:
        raise NotRecallable
    if any(r.left_at is not None for r in opened):
        raise NextStepActed
    if at < left.left_at:
        raise Backdated
    _clocks(run, moved, opened, left.left_at)
    restoring.restore(run, left)
    again = _again(run, moved, at)
    for record in opened:
        record.left_at, record.outcome, record.closed_by = max(at, record.entered_at), RECALLED, again[left.pk].pk
        record.actor = by.snapshot()
    StepRecord.objects.bulk_update(opened, ["left_at", "outcome", "closed_by", "actor"])
    StepRecord.objects.bulk_create(again.values())
    _stretches(again)
    _enter_in_ledger(run, left, again[left.pk], opened, by=by, at=at, reason=reason)
    return again[left.pk]


def _again(run: Run, moved: list[StepRecord], at: datetime) -> dict[uuid.UUID, StepRecord]:
    """Return a new visit for each record, inside and beside each other as they were; their limits go on."""
    ids = {record.pk: uuid.uuid4() for record in moved}
    made = {}
    for record in moved:
        visit = int(run.visits.get(str(record.node_id), record.visit)) + 1
        run.visits[str(record.node_id)] = visit
        one = StepRecord(id=ids[record.pk], visit=visit, entered_at=at, **{n: getattr(record, n) for n in COPIED})
        one.counted_from = record.counted_from or record.entered_at
        if record.parent_id in ids:
            one.parent_id = ids[record.parent_id]
        task = record.via.removeprefix("task:")
        if record.via.startswith("task:") and uuid.UUID(task) in ids:
            one.via = f"task:{ids[uuid.UUID(task)]}"
        made[record.pk] = one
    return made


def _stretches(again: dict[uuid.UUID, StepRecord]) -> None:
    """Let the new visits have the pauses and extensions of the old ones as rows of their own."""
    kept: list[ClockPause | TermExtension] = [
        *ClockPause.objects.filter(record_id__in=again), *TermExtension.objects.filter(record_id__in=again)
    ]  # fmt: skip
    for row in kept:
        if row.record_id is not None:
            row.pk, row.record = None, again[row.record_id]
            row.save(force_insert=True)


def _clocks(run: Run, moved: list[StepRecord], opened: list[StepRecord], left_at: datetime) -> None:
    """Let a clock run again that the step had closed.

    Raises:
        NotRecallable: if leaving it opened a clock: that began in law.
    """
    own = [r for r in moved if r.node.version_id == run.version_id]
    touched = {f"leave:{r.node.key}" for r in own}
    touched |= {f"enter:{r.node.key}" for r in opened if r.node.version_id == run.version_id}
    declared = store.graph_of(run.version_id).clocks
    known = {c.code: c.opened_at for c in RunClock.objects.filter(run=run)} if declared else {}
    if any(c.opens in touched and known.get(c.code) == left_at for c in declared):
        raise NotRecallable
    closed = [c.code for c in declared if c.closes in touched]
    if closed:
        RunClock.objects.filter(run=run, code__in=closed, closed_at=left_at).update(closed_at=None)
        run.facts = {**run.facts, KEPT: {**run.facts.get(KEPT, {}), **dict.fromkeys(closed, True)}}


def _enter_in_ledger(
    run: Run, left: StepRecord, again: StepRecord, opened: list[StepRecord], *, by: Actor, at: datetime, reason: str
) -> None:
    body = {
        "step": left.node.code, "step_name": left.node.name, "version": left.node.version_id, "reason": reason,
        "recalled": str(left.pk), "record": str(again.pk), "visit": again.visit, "outcome": RECALLED,
        "closed": [rows.code_of(r) for r in opened],
    }  # fmt: skip
    head = append(
        series=run.series, by=by, at=at, verb="step.recall", body=body,
        head=Head(run.last_seq, run.last_hash or GENESIS),
    )  # fmt: skip
    run.last_seq, run.last_hash = head.seq, head.hash
    run.save(update_fields=["facts", "events", "visits", "last_seq", "last_hash"])
