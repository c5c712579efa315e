"""Whose overlays and orders a person may see."""

from __future__ import annotations

from django.db.models import QuerySet

from enforcement.errors import NotFound
from enforcement.flowcharts.models import Overlay, Run, VersionOrder
from enforcement.organisation.access import duty
from enforcement.organisation.duties.holding import agencies_where

CHARTS = frozenset({"chart", "approve_chart"})
CASES = frozenset({"handle", "decide", "supervise"})
may_overlay = duty(*CHARTS)
may_draft = duty("chart")
may_move = duty(*CASES)
may_ask = duty("handle")


def overlays_of(person_id: int) -> QuerySet[Overlay]:
    """Return the overlays of the charts that a person drafts or approves."""
    agencies = agencies_where(person_id=person_id, duties=CHARTS)
    return Overlay.objects.filter(flowchart__agency__in=agencies).select_related("flowchart__agency", "drafted_by")


def overlay_of(person_id: int, overlay_id: int) -> Overlay:
    """Return one of them.

    Raises:
        NotFound: for one of another agency, exactly as for one that does not exist.
    """
    found = overlays_of(person_id).filter(pk=overlay_id).first()
    if found is None:
        raise NotFound
    return found


def orders_of(person_id: int) -> QuerySet[VersionOrder]:
    """Return the orders about cases of the agencies where a person handles, heads or supervises."""
    agencies = agencies_where(person_id=person_id, duties=CASES)
    return VersionOrder.objects.filter(run__agency__in=agencies).select_related(
        "run__agency", "from_version__flowchart", "to_version__flowchart", "asked_by"
    )


def order_of(person_id: int, order_id: int) -> VersionOrder:
    """Return one of them.

    Raises:
        NotFound: as :func:`overlay_of`.
    """
    found = orders_of(person_id).filter(pk=order_id).first()
    if found is None:
        raise NotFound
    return found


def run_of(person_id: int, run_id: int) -> Run:
    """Return a run of an agency where a person handles cases.

    Raises:
        NotFound: as :func:`overlay_of`.
    """
    agencies = agencies_where(person_id=person_id, duties={"handle"})
    found = Run.objects.filter(agency__in=agencies, pk=run_id).select_related("agency", "version__flowchart").first()
    if found is None:
        raise NotFound
    return found
