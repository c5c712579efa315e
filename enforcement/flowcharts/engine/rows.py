"""The engine's reading and writing of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import NotFound
from enforcement.flowcharts import store
from enforcement.flowcharts.calendar.current import calendar
from enforcement.flowcharts.deadlines import due
from enforcement.flowcharts.engine.judging import Judged
from enforcement.flowcharts.engine.refusals import StepNotOpen
from enforcement.flowcharts.engine.walk import Moved, Token
from enforcement.flowcharts.graph import Limit, Node
from enforcement.flowcharts.models import Participant, Run, StepRecord
from enforcement.organisation.models import AgencyPersonDuty

if TYPE_CHECKING:
    from enforcement.flowcharts.engine.advance import TakingPart


def lock(run_id: int, by: Actor) -> tuple[Run, frozenset[str]]:
    """Lock a run and read the actor's duties on its agency: one statement.

    Raises:
        NotFound: if there is no such run.
    """
    duties = (
        AgencyPersonDuty.objects.filter(user_id=by.person_id, user__is_active=True)
        .annotate(under=OuterRef("agency__path"))
        .filter(under__startswith=F("content_object__path"))
        .values("permission__codename")
    )
    found = (
        Run.objects.select_for_update(of=("self",)).select_related("agency").annotate(held=ArraySubquery(duties))
        .filter(pk=run_id).first()
    )
    if found is None:
        raise NotFound
    return found, frozenset(name.removeprefix("duty_") for name in found.held)


def open_records(run_id: int) -> list[StepRecord]:
    """Return the open records of a run with their nodes: one statement."""
    return list(
        StepRecord.objects.filter(run_id=run_id, left_at__isnull=True).select_related("node").order_by("entered_at")
    )


def graph_node(record: StepRecord) -> Node:
    """Return the node of a record as the chart has it."""
    return store.graph_of(record.node.version_id).node[record.node.key]


def code_of(record: StepRecord) -> str:
    """Return the code that people read of a record's node."""
    return record.node.code or record.node.key


def days(events: Mapping[str, Any]) -> dict[str, str]:
    """Return events as ISO days."""
    return {name: day_of(value).isoformat() for name, value in events.items()}


def day_of(value: date | datetime) -> date:
    """Return the county's day of a moment; a day is itself."""
    return clock.day_of(value) if isinstance(value, datetime) else value


def write_move(
    run: Run, before: list[StepRecord], moved: Moved, *, at: datetime, by: Actor, left: StepRecord,
    judged: Sequence[Judged],
) -> list[StepRecord]:
    """Close and open records: two statements.

    Raises:
        StepNotOpen: if another act closed one of them meanwhile.
    """
    if moved.closed:
        by_outcome = moved.closed
        closing = [r for r in before if r.pk in by_outcome]
        for record in closing:
            record.left_at, record.outcome = at, by_outcome[record.pk]
        left.left_at, left.outcome = at, by_outcome[left.pk]
        left.actor, left.guards = by.snapshot(), [j.as_dict() for j in judged]
        for record in closing:
            if record.pk == left.pk:
                record.actor, record.guards = left.actor, left.guards
        if _close(closing) != len(moved.closed):
            raise StepNotOpen
    return enter(run, moved, at=at)


def enter(run: Run, moved: Moved, *, at: datetime) -> list[StepRecord]:
    """Write the records that a move opened: one statement."""
    return StepRecord.objects.bulk_create(_opened(run, token, at) for token in moved.opened)


def _close(closing: list[StepRecord]) -> int:
    if len(closing) == 1:
        only = closing[0]
        return StepRecord.objects.filter(pk=only.pk, left_at__isnull=True).update(
            left_at=only.left_at, outcome=only.outcome, actor=only.actor, guards=only.guards
        )
    return StepRecord.objects.filter(left_at__isnull=True).bulk_update(
        closing, ["left_at", "outcome", "actor", "guards"]
    )


def _opened(run: Run, token: Token, at: datetime) -> StepRecord:
    node_id = store.node_ids(token.version)[token.key]
    node = store.graph_of(token.version).node[token.key]
    visit = int(run.visits.get(str(node_id), 0)) + 1
    run.visits[str(node_id)] = visit
    record = StepRecord(
        id=token.id, run=run, agency_id=run.agency_id, node_id=node_id, parent_id=token.parent, via=token.via,
        visit=visit, entered_at=at,
    )
    limit = node.step.limits[0] if node.step and node.step.limits else timer_limit(node)
    if limit is not None:
        set_due(record, limit, run, at)
    return record


def timer_limit(node: Node) -> Limit | None:
    """Return the wait of a timer (ISO 8601 days or hours, e.g. P5D, PT24H) as a limit."""
    if not node.timer:
        return None
    text = node.timer.upper()
    if text.startswith("PT") and text.endswith("H"):
        return Limit(value=int(text[2:-1]), unit="hour")
    return Limit(value=int(text[1:-1]), unit="calendar", roll="none")


def set_due(record: StepRecord, limit: Limit, run: Run, at: datetime) -> None:
    """Write the due date of a record; a limit that counts from an event not yet known has none."""
    start = start_of(limit, run, at)
    if start is None:
        return
    days_ = calendar()
    found = due(limit, start, days_)
    record.raw_due_on, record.due_on, record.due_at = found.raw_on, found.due_on, found.due_at
    record.provisional, record.calendar_revision = found.provisional, days_.revision


def start_of(limit: Limit, run: Run, at: datetime) -> date | datetime | None:
    """Return where a limit begins to count."""
    if limit.counts_from == "case":
        return run.opened_at if limit.unit in {"hour", "minute"} else clock.day_of(run.opened_at)
    if limit.counts_from.startswith("event:"):
        told = run.events.get(limit.counts_from.removeprefix("event:"))
        return date.fromisoformat(told) if told else None
    return at if limit.unit in {"hour", "minute"} else clock.day_of(at)


def write_participants(record: StepRecord, taking_part: Sequence[TakingPart]) -> None:
    """Write who took part: one statement, none where nobody is named."""
    if taking_part:
        Participant.objects.bulk_create(
            Participant(
                record=record, person_id=p.person_id, name=p.name, role=p.role, credential=p.credential,
                standing=dict(p.standing),
            )
            for p in taking_part
        )
