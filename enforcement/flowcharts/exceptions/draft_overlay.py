"""Draft what a changed statute lays over the older versions of a chart."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from enforcement.actor import Actor
from enforcement.errors import NotFound
from enforcement.flowcharts.exceptions.refusals import NotInDraft
from enforcement.flowcharts.exceptions.saying import record
from enforcement.flowcharts.models import Flowchart, Overlay, OverlayItem
from enforcement.flowcharts.publication.subject import person_of
from enforcement.organisation.duties.holding import require

Status = Overlay.Status


@transaction.atomic(durable=True)
def draft_overlay(
    *, flowchart_id: int, by: Actor, at: datetime, law: str, article: str, from_on: date, reason: str
) -> Overlay:
    """Begin an overlay: the changed article, the first day of the new law, and what changes.

    Raises:
        NotAllowed: without the duty ``chart`` on the chart's agency. NotFound: if there is no such chart.
    """
    chart = Flowchart.objects.select_related("agency").filter(pk=flowchart_id).first()
    if chart is None:
        raise NotFound
    require(by=by, duty="chart", agency=chart.agency)
    made = Overlay.objects.create(
        flowchart=chart, law=law, article=article, from_on=from_on, reason=reason, drafted_by_id=person_of(by),
        drafted_at=at,
    )  # fmt: skip
    record(made, "draft", by=by, at=at, body={"reason": reason})
    return made


def held_draft(overlay_id: int) -> Overlay:
    """Return an overlay, locked, if it is a draft that nobody has judged.

    Raises:
        NotFound, NotInDraft: as named.
    """
    found = locked(overlay_id)
    if found.status != Status.DRAFT or found.approvals.exists():
        raise NotInDraft
    return found


def locked(overlay_id: int) -> Overlay:
    """Return an overlay, locked until the transaction ends.

    Raises:
        NotFound: if there is none.
    """
    found = (
        Overlay.objects.select_for_update(of=("self",))
        .select_related("flowchart__agency")
        .filter(pk=overlay_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


@transaction.atomic(durable=True)
def add_change(*, overlay_id: int, by: Actor, at: datetime, kind: str, target: str, body: Mapping[str, Any]) -> Overlay:
    """Add a change to a draft: a limit or guard of steps, or the length of a clock.

    Raises:
        NotAllowed, NotFound, NotInDraft: as named.
    """
    overlay = held_draft(overlay_id)
    require(by=by, duty="chart", agency=overlay.flowchart.agency)
    OverlayItem.objects.create(overlay=overlay, kind=kind, target=target, body=dict(body))
    record(overlay, "change", by=by, at=at, body={"kind": kind, "target": target, "change": dict(body)})
    return overlay


@transaction.atomic(durable=True)
def drop_change(*, overlay_id: int, by: Actor, at: datetime, item_id: int) -> Overlay:
    """Take a change out of a draft.

    Raises:
        NotAllowed, NotFound, NotInDraft: as named.
    """
    overlay = held_draft(overlay_id)
    require(by=by, duty="chart", agency=overlay.flowchart.agency)
    item = overlay.items.filter(pk=item_id).first()
    if item is None:
        raise NotFound
    record(overlay, "drop", by=by, at=at, body={"kind": item.kind, "target": item.target})
    item.delete()
    return overlay


@transaction.atomic(durable=True)
def withdraw_overlay(*, overlay_id: int, by: Actor, at: datetime) -> Overlay:
    """Take back an overlay that is not laid yet.

    Raises:
        NotAllowed, NotFound, NotInDraft: as named.
    """
    overlay = locked(overlay_id)
    require(by=by, duty="chart", agency=overlay.flowchart.agency)
    if overlay.status not in {Status.DRAFT, Status.AGREED}:
        raise NotInDraft
    overlay.status = Status.WITHDRAWN
    overlay.save(update_fields=["status"])
    record(overlay, "withdraw", by=by, at=at, body={})
    return overlay
