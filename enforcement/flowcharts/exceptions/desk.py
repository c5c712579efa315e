"""What waits on desks: overlays to judge, orders to approve."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enforcement.flowcharts.exceptions.access import overlays_of
from enforcement.flowcharts.exceptions.approve_move import DUTY
from enforcement.flowcharts.models import VersionOrder
from enforcement.organisation.access import duties_of, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.web.worklist import ToDo


def to_do(request: HttpRequest) -> Iterator[ToDo]:
    """Yield what waits for the person's word."""
    held, me = duties_of(request), person_of(request).pk if duties_of(request) else 0
    if "approve_chart" in held:
        waiting = overlays_of(me).filter(status="draft", items__isnull=False).exclude(drafted_by_id=me)
        for overlay in waiting.exclude(approvals__person_id=me).distinct():
            chart = overlay.flowchart
            subject = f"{overlay} · {chart.code} {chart.name}"
            yield ToDo(_("Judge the overlay of a changed law"), reverse("overlay", args=[overlay.pk]), subject=subject)
    for role, duty in DUTY.items():
        if duty in held:
            orders = VersionOrder.objects.filter(
                status="asked", run__agency__in=agencies_where(person_id=me, duties={duty})
            )
            for order in orders.exclude(asked_by_id=me).exclude(approvals__person_id=me).exclude(approvals__role=role):
                yield ToDo(
                    _("Approve that a case moves to another version"), reverse("move_order", args=[order.pk]),
                    subject=order.reason,
                )  # fmt: skip
