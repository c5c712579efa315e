"""Ask for an order to move one case to another version of its procedure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from enforcement.actor import Actor
from enforcement.errors import NotFound
from enforcement.flowcharts import store
from enforcement.flowcharts.engine.refusals import RunClosed
from enforcement.flowcharts.exceptions.entry import enter_in_series
from enforcement.flowcharts.exceptions.mapping import open_records, places
from enforcement.flowcharts.exceptions.refusals import ClockMissing, OrderWaits, TargetNotPublished
from enforcement.flowcharts.graph import Node
from enforcement.flowcharts.models import FlowchartVersion, Run, VersionOrder
from enforcement.flowcharts.publication.subject import person_of
from enforcement.organisation.duties.holding import require

ASKS = "handle"


@transaction.atomic(durable=True)
def order_move(
    *, run_id: int, by: Actor, at: datetime, to_version_id: int, node_map: Mapping[str, str], reason: str
) -> VersionOrder:
    """Ask that a case goes on by another version, with the place of every open step and the reason.

    ``node_map``: id of the open node → key of the node in the other version.

    Raises:
        NotFound, NotAllowed, RunClosed, OrderWaits: as named.
        TargetNotPublished: for a version that is not the published one of the same procedure.
        NodeUnmapped, PlacesDoNotFit, ClockMissing: for places or terms that the other version does not have.
    """
    run = locked_run(run_id)
    require(by=by, duty=ASKS, agency=run.agency)
    if run.closed_at is not None:
        raise RunClosed
    if run.orders.filter(status__in=["asked", "agreed"]).exists():
        raise OrderWaits
    target = target_of(run, to_version_id)
    checked = places(open_records(run.pk), target.pk, node_map)
    order = VersionOrder.objects.create(
        run=run, from_version_id=run.version_id, to_version=target, reason=reason, asked_by_id=person_of(by),
        asked_at=at,
        node_map={str(place.record.node_id): place.node.key for place in checked},
    )  # fmt: skip
    enter_in_series(
        run, "case.ask_move", by=by, at=at,
        body={
            "order": order.pk, "from_number": run.version.number, "to_number": target.number, "reason": reason,
            "places": [{"from": p.record.node.code or p.record.node.key, "to": code_of(p.node)} for p in checked],
        },
    )  # fmt: skip
    return order


def code_of(node: Node) -> str:
    """Return the code that people read of a node."""
    return node.step.code if node.step else node.key


def locked_run(run_id: int) -> Run:
    """Return a run, locked until the transaction ends.

    Raises:
        NotFound: if there is none.
    """
    found = (
        Run.objects.select_for_update(of=("self",))
        .select_related("agency", "version__flowchart")
        .filter(pk=run_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def target_of(run: Run, version_id: int) -> FlowchartVersion:
    """Return the version to move to.

    Raises:
        TargetNotPublished: if it is not published, is of another procedure or agency, or is the case's own.
        ClockMissing: if a term that runs does not exist in it.
    """
    target = FlowchartVersion.objects.select_related("flowchart").filter(pk=version_id).first()
    if (
        target is None
        or target.status != FlowchartVersion.Status.PUBLISHED
        or target.pk == run.version_id
        or target.flowchart.code != run.version.flowchart.code
        or target.flowchart.agency_id not in run.agency.line
    ):
        raise TargetNotPublished(field="to_version_id")
    known = {clock.code for clock in store.graph_of(target.pk).clocks}
    if set(run.clocks.filter(closed_at__isnull=True).values_list("code", flat=True)) - known:
        raise ClockMissing(field="to_version_id")
    return target
