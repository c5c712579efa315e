"""The engine's reading and writing of rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, ExpressionWrapper, F, OuterRef, Subquery

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import NotFound
from enforcement.flowcharts import store
from enforcement.flowcharts.calendar import current
from enforcement.flowcharts.engine.dating import limit_of_node, set_due
from enforcement.flowcharts.engine.judging import Judged
from enforcement.flowcharts.engine.refusals import StepNotOpen
from enforcement.flowcharts.engine.walk import Moved, Token
from enforcement.flowcharts.exceptions import laid
from enforcement.flowcharts.graph import Node
from enforcement.flowcharts.models import CalendarRevision, Overlay, Participant, Run, StepRecord
from enforcement.organisation.models import AgencyPersonDuty

if TYPE_CHECKING:
    from enforcement.flowcharts.engine.advance import TakingPart

CLOSED = ("left_at", "outcome", "actor", "guards", "closed_by")
DATED = ("raw_due_on", "due_on", "due_at", "provisional", "calendar_revision")


def lock(run_id: int, by: Actor) -> tuple[Run, frozenset[str]]:
    """Lock a run and read the actor's duties on its agency: one statement.

    Raises:
        NotFound: if there is no such run.
    """
    duties = (
        AgencyPersonDuty.objects.filter(user_id=by.person_id, user__is_active=True)
        .annotate(under=ExpressionWrapper(OuterRef("agency__path"), output_field=CharField()))
        .filter(under__startswith=F("content_object__path"))
        .values("permission__codename")
    )
    # The newest revision of the calendar comes with the lock, so that no due date is counted by an older one.
    newest = CalendarRevision.objects.filter(number__isnull=False).order_by("-number").values("number")[:1]
    laid_last = Overlay.objects.filter(status="laid").order_by("-number").values("number")[:1]
    found = (
        Run.objects.select_for_update(of=("self",))
        .select_related("agency")
        .annotate(held=ArraySubquery(duties), calendar_number=Subquery(newest), overlay_number=Subquery(laid_last))
        .filter(pk=run_id)
        .first()
    )
    if found is None:
        raise NotFound
    current.meet(found.calendar_number or 0)
    laid.meet(max(found.overlay, found.overlay_number or 0))  # the row is fresh where the lock had to wait
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


def plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return facts as JSON holds them: days as ISO text, amounts as numbers."""
    return {name: _plain(value) for name, value in facts.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return day_of(value).isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def days(events: Mapping[str, Any]) -> dict[str, str]:
    """Return events as ISO days."""
    return {name: day_of(value).isoformat() for name, value in events.items()}


def day_of(value: date | datetime) -> date:
    """Return the county's day of a moment; a day is itself."""
    return clock.day_of(value) if isinstance(value, datetime) else value


def write_move(
    run: Run,
    before: list[StepRecord],
    moved: Moved,
    *,
    at: datetime,
    by: Actor,
    left: StepRecord,
    judged: Sequence[Judged],
    told: Iterable[str] = (),
) -> list[StepRecord]:
    """Close and open records: two statements. Limits that count from an event just ``told`` get their day.

    A step that closes gets it only where it counts backwards: who moves a hearing as its notice is served is in time
    by the day to which it was moved.

    Raises:
        StepNotOpen: if another act closed one of them meanwhile.
    """
    closing = [r for r in before if r.pk in moved.closed]
    for record in closing:
        # A branch may have arrived later than the moment of an act that is recorded afterwards.
        record.left_at, record.outcome = max(at, record.entered_at), moved.closed[record.pk]
        record.closed_by = left.pk
    left.actor, left.guards = by.snapshot(), [j.as_dict() for j in judged]
    names = set(told)
    dated = [r for r in before if _dated(r, run, names, closing=r.pk in moved.closed)]
    if _close(closing, dated) != len(moved.closed.keys() | {r.pk for r in dated}):
        raise StepNotOpen
    return enter(run, moved, at=moment(before, moved, at), after=left.pk)


def moment(before: list[StepRecord], moved: Moved, at: datetime) -> datetime:
    """Return when a move is complete: at the act, or when the last branch that it joins had arrived."""
    return max([at, *(r.entered_at for r in before if r.pk in moved.closed)])


def enter(run: Run, moved: Moved, *, at: datetime, after: UUID | None = None) -> list[StepRecord]:
    """Write the records that a move opened, which left the record ``after``: one statement."""
    return StepRecord.objects.bulk_create(_opened(run, token, at, after) for token in moved.opened)


def _dated(record: StepRecord, run: Run, told: set[str], *, closing: bool) -> bool:
    limit = limit_of_node(graph_node(record)) if told else None
    if limit is None or limit.counts_from.removeprefix("event:") not in told:
        return False
    if closing and limit.roll != "backward":
        return False
    set_due(record, limit, run, record.entered_at)
    return True


def _close(closing: list[StepRecord], dated: list[StepRecord]) -> int:
    still_open = StepRecord.objects.filter(left_at__isnull=True)
    if len(closing) == 1 and not dated:
        only = closing[0]
        return still_open.filter(pk=only.pk).update(**{name: getattr(only, name) for name in CLOSED})
    rows = {record.pk: record for record in (*closing, *dated)}
    return still_open.bulk_update(rows.values(), [*CLOSED, *DATED] if dated else [*CLOSED])


def _opened(run: Run, token: Token, at: datetime, after: UUID | None) -> StepRecord:
    row = store.node_rows(token.version)[token.key]
    node = store.graph_of(token.version).node[token.key]
    visit = int(run.visits.get(str(row.pk), 0)) + 1
    run.visits[str(row.pk)] = visit
    record = StepRecord(
        id=token.id,
        run=run,
        agency_id=run.agency_id,
        node=row,
        parent_id=token.parent,
        via=token.via,
        visit=visit,
        entered_at=at,
        opened_by=after,
    )
    limit = limit_of_node(node)
    if limit is not None:
        set_due(record, limit, run, at)
    return record


def write_participants(record: StepRecord, taking_part: Sequence[TakingPart]) -> None:
    """Write who took part: one statement, none where nobody is named."""
    if taking_part:
        Participant.objects.bulk_create(
            Participant(
                record=record,
                person_id=p.person_id,
                name=p.name,
                role=p.role,
                credential=p.credential,
                standing=dict(p.standing),
            )
            for p in taking_part
        )
