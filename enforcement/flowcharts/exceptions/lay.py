"""Lay an agreed overlay over the older versions: open due dates move in one transaction, was and now are kept."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from functools import partial

from django.db import connection, transaction
from django.db.models import Max

from enforcement import clock
from enforcement.actor import SYSTEM, Actor
from enforcement.errors import Refusal
from enforcement.flowcharts import store
from enforcement.flowcharts.exceptions import laid
from enforcement.flowcharts.exceptions.draft_overlay import locked
from enforcement.flowcharts.exceptions.laid import Item
from enforcement.flowcharts.exceptions.over import meant
from enforcement.flowcharts.exceptions.refusals import NotInDraft, NotYetLaw
from enforcement.flowcharts.exceptions.runs import missed, settle, touched
from enforcement.flowcharts.exceptions.saying import record
from enforcement.flowcharts.models import FlowchartVersion, Overlay
from enforcement.jobs.progress import Progress

log = logging.getLogger("enforcement.flowcharts")
Status = Overlay.Status
LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('overlay', 7))"


def older(overlay: Overlay) -> list[FlowchartVersion]:
    """Return the versions that an overlay lies over: published ones that took effect before its day."""
    return list(
        FlowchartVersion.objects.filter(
            flowchart_id=overlay.flowchart_id, status__in=["published", "superseded"], effective_on__lt=overlay.from_on
        ).defer("bpmn", "svg")
    )


def laid_over(overlay: Overlay) -> list[FlowchartVersion]:
    """Return the versions that have a place for a change of the overlay."""
    items = [Item(i.kind, i.target, i.body) for i in overlay.items.all()]
    return [version for version in older(overlay) if any(_place(version, item) for item in items)]


def _place(version: FlowchartVersion, item: Item) -> bool:
    graph = store.published_graph(version.pk)
    if item.kind == "clock":
        return any(c.code == item.target for c in graph.clocks)
    return any(meant(node, item.target) for node in graph.nodes)


@transaction.atomic(durable=True)
def lay(*, overlay_id: int, by: Actor, at: datetime) -> Overlay:
    """Lay an overlay that is agreed, on its day or later.

    Raises:
        NotFound, NotInDraft, NotYetLaw: as named.
    """
    overlay = locked(overlay_id)
    if overlay.status != Status.AGREED:
        raise NotInDraft
    if overlay.from_on > clock.day_of(at):
        raise NotYetLaw
    lay_now(overlay, by=by, at=at)
    return overlay


def lay_now(overlay: Overlay, *, by: Actor, at: datetime) -> None:
    """Lay it, in the caller's transaction: number, runs, due dates, ledger."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
    last = Overlay.objects.aggregate(last=Max("number"))["last"] or 0
    overlay.status, overlay.number, overlay.laid_at = Status.LAID, last + 1, at
    overlay.runs = touched(overlay).count()
    overlay.save(update_fields=["status", "number", "laid_at", "runs"])
    transaction.on_commit(partial(laid.meet, overlay.number))
    with laid.beforehand():
        moved = settle(overlay, touched(overlay), by=by, at=at)
    record(overlay, "lay", by=by, at=at, body={"number": overlay.number, "runs": overlay.runs, "moved": moved})


def work(job: Progress) -> dict[str, int]:  # noqa: ARG001 (what the timetable gives)
    """Lay what is agreed and whose day has come, and settle cases that began while one was being laid."""
    at, done = clock.now(), 0
    for overlay in Overlay.objects.filter(status=Status.AGREED, from_on__lte=clock.day_of(at)).order_by("pk"):
        try:
            lay(overlay_id=overlay.pk, by=SYSTEM, at=at)
            done += 1
        except Refusal:
            log.exception("the overlay %s could not be laid", overlay.pk)
    return {"laid": done, "settled": sum(_settle_missed(one, at) for one in lately(at))}


def lately(at: datetime) -> list[Overlay]:
    """Return what was laid in the last hour."""
    return list(Overlay.objects.filter(status=Status.LAID, laid_at__gte=at - timedelta(hours=1)))


@transaction.atomic
def _settle_missed(overlay: Overlay, at: datetime) -> int:
    with laid.beforehand():
        return settle(overlay, missed(overlay), by=SYSTEM, at=at)
