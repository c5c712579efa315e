"""Advance a run: the only code that moves a procedure.

Eight SQL statements at the most, whatever the history: lock (with the actor's duties), open records, close, insert,
participants, clocks, ledger, run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from enforcement.actor import Actor
from enforcement.flowcharts import store
from enforcement.flowcharts.engine import following, judging, restoring, rows
from enforcement.flowcharts.engine.refusals import Backdated, RunClosed, UnknownOutcome, not_open, not_yours
from enforcement.flowcharts.engine.walk import Moved, Token, Walk
from enforcement.flowcharts.graph import Node
from enforcement.flowcharts.models import Run, StepRecord
from enforcement.ledger.append import append
from enforcement.ledger.chain import GENESIS, Head
from enforcement.organisation.duties.codes import DUTIES

TIMERS = frozenset({"timer", "boundary"})


@dataclass(frozen=True)
class TakingPart:
    """A person who takes part in a step, with the credential as it stands that day."""

    person_id: int
    name: str
    role: str
    credential: str = ""
    standing: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Advanced:
    """What an advance did."""

    run: Run
    left: StepRecord
    entered: tuple[StepRecord, ...]
    guards: tuple[judging.Judged, ...]


def advance(
    *,
    run_id: int,
    by: Actor,
    at: datetime,
    act: str = "",
    record_id: UUID | None = None,
    outcome: str = "",
    facts: Mapping[str, Any] | None = None,
    events: Mapping[str, Any] | None = None,
    taking_part: Sequence[TakingPart] = (),
    body: Mapping[str, Any] | None = None,
    verb: str = "",
    kept: dict[str, Any] | None = None,
) -> Advanced:
    """Leave one open step of a run and enter the next ones, in the caller's transaction.

    The step is found by its record or by the act it binds. ``facts`` are added to the run's and read by conditions;
    ``events`` (days by name) start limits. ``body`` is added to the ledger entry, whose verb is ``verb`` or the act.
    ``kept`` is what the caller has read already and guards may use.

    Raises:
        StepNotOpen: if no such step is open (409). RunClosed: if the procedure has ended.
        NotYourStep: if the actor holds none of the step's duties on the run's agency (403).
        UnknownOutcome: if the step declares outcomes and this is none of them.
        Backdated: if ``at`` lies before the step was entered.
        GuardFailed: if a guard of the step does not hold.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("advance() runs in the transaction of the act it serves.")
    run, held = rows.lock(run_id, by)
    if run.closed_at is not None:
        raise RunClosed
    open_records = rows.open_records(run_id)
    record = _the_record(open_records, act, record_id, by_system=by.kind == "system")
    node = rows.graph_node(record)
    _check(node, record, by=by, at=at, outcome=outcome, held=held)
    restoring.lay(run, open_records, record, facts=rows.plain(facts or {}), events=rows.days(events or {}))
    moved = _walk(run, open_records, record, outcome)
    ask: dict[str, Any] = {
        "run": run, "record": record, "by": by, "at": at, "outcome": outcome, "body": body or {},
        "taking_part": taking_part, "kept": {} if kept is None else kept,
    }  # fmt: skip
    judged = _judge(node, open_records, record, moved, ask)
    entered = rows.write_move(run, open_records, moved, at=at, by=by, left=record, judged=judged, told=events or ())
    rows.write_participants(record, taking_part)
    following.follow(run, open_records, moved, at=at)
    _finish(
        run, open_records, moved, record, entered, by=by, at=at, verb=verb or act or node_act(node), body=body or {},
        taking_part=taking_part, judged=judged,
    )  # fmt: skip
    return Advanced(run=run, left=record, entered=tuple(entered), guards=tuple(judged))


def _judge(
    node: Node, open_records: list[StepRecord], record: StepRecord, moved: Moved, ask: dict[str, Any]
) -> list[judging.Judged]:
    """Judge the step that is left, each call that comes to its end with it, and each step that is entered."""
    judged = judging.judge(node=node, when="leave", **ask)
    for other in open_records:
        if other.pk != record.pk and other.pk in moved.closed and other.pk not in moved.aside:
            judged += judging.judge(node=rows.graph_node(other), when="leave", **ask)
    for token in moved.opened:
        judged += judging.judge(node=store.graph_of(token.version).node[token.key], when="enter", **ask)
    return judged


def node_act(node: Node) -> str:
    """Return the act that a step binds."""
    return node.step.act if node.step else ""


def _the_record(open_records: list[StepRecord], act: str, record_id: UUID | None, *, by_system: bool) -> StepRecord:
    for record in open_records:
        if record_id is not None and record.pk != record_id:
            continue
        if act and record.node.act != act:
            continue
        if record.node.kind == "task" or (record.node.kind in TIMERS and record_id is not None and by_system):
            return record
    raise not_open(act, [r.node.title for r in open_records if r.node.kind == "task"])


def _check(node: Node, record: StepRecord, *, by: Actor, at: datetime, outcome: str, held: frozenset[str]) -> None:
    step = node.step
    if step is None:
        return
    wanted = [role.ref for role in step.roles]
    if wanted and by.kind != "system" and not held.intersection(wanted):
        raise not_yours(node, [DUTIES[code].title_zh for code in wanted])
    if step.outcomes and outcome not in {code for code, _zh, _en in step.outcomes}:
        raise UnknownOutcome
    if at < record.entered_at:
        raise Backdated


def _walk(run: Run, open_records: list[StepRecord], record: StepRecord, outcome: str) -> Moved:
    tokens = [Token(r.pk, r.node.version_id, r.node.key, r.parent_id, r.via) for r in open_records]
    walk = Walk(charts=store.graph_of, resolve=store.version_of, tokens=tokens, facts=run.facts)
    return walk.leave(record.pk, outcome)


def _finish(
    run: Run,
    open_records: list[StepRecord],
    moved: Moved,
    record: StepRecord,
    entered: list[StepRecord],
    *,
    by: Actor,
    at: datetime,
    verb: str,
    body: Mapping[str, Any],
    taking_part: Sequence[TakingPart],
    judged: Sequence[judging.Judged],
) -> None:
    head = append(
        series=run.series,
        by=by,
        at=at,
        verb=f"step.{verb}",
        head=Head(run.last_seq, run.last_hash or GENESIS),
        body={
            **body,
            "step": record.node.code,
            "step_name": record.node.name,
            "visit": record.visit,
            "outcome": record.outcome,
            "version": run.version_id,
            "record": str(record.pk),
            "entered": [rows.code_of(r) for r in entered],
            "people": [
                {"person": p.person_id, "name": p.name, "role": p.role, "credential": p.credential} for p in taking_part
            ],
            "guards": [j.as_dict() for j in judged],
        },
    )
    run.last_seq, run.last_hash = head.seq, head.hash
    if moved.ended:
        run.closed_at, run.end = rows.moment(open_records, moved, at), moved.end
    run.save(update_fields=["facts", "events", "visits", "last_seq", "last_hash", "closed_at", "end"])
