"""What the page of a case shows of the two exceptions: laws laid over it, orders, and the way to ask for one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from enforcement.flowcharts.exceptions.move_forms import targets_of
from enforcement.flowcharts.models import Overlay, OverlayChange, Run, VersionOrder
from enforcement.organisation.access import person_of
from enforcement.organisation.duties.holding import held_codes


def of_run(run: Run, request: HttpRequest) -> dict[str, Any] | None:
    """Return what there is to show, None for nothing."""
    overlays = list(
        Overlay.objects.filter(
            status="laid", flowchart_id=run.version.flowchart_id, from_on__gt=run.version.effective_on
        )
    )
    orders = list(run.orders.select_related("from_version", "to_version"))
    newer = run.version.status == "superseded" and run.closed_at is None
    may = newer and "handle" in held_codes(person_id=person_of(request).pk, agency=run.agency)
    offered = bool(may and not _waits(orders) and targets_of(run))
    if not (overlays or orders or offered):
        return None
    changes = OverlayChange.objects.filter(run=run).select_related("overlay") if overlays else []
    return {"overlays": overlays, "changes": list(changes), "orders": orders, "run": run, "offered": offered}


def _waits(orders: list[VersionOrder]) -> bool:
    return any(order.status in {"asked", "agreed"} for order in orders)
