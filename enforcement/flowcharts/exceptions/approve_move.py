"""The head and a supervisor give their word on an order; with both the case is moved in the same transaction."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from enforcement.actor import Actor
from enforcement.errors import NotFound
from enforcement.flowcharts.exceptions.entry import enter_in_series
from enforcement.flowcharts.exceptions.move import move
from enforcement.flowcharts.exceptions.order_move import locked_run
from enforcement.flowcharts.exceptions.refusals import NotTheOther, OrderSettled, OverlayJudged, ReasonsNeeded
from enforcement.flowcharts.models import OrderApproval, Run, VersionOrder
from enforcement.flowcharts.publication.subject import person_of
from enforcement.organisation.duties.holding import require

Role = OrderApproval.Role
DUTY = {Role.HEAD.value: "decide", Role.SUPERVISOR.value: "supervise"}
BOTH = 2
Status = VersionOrder.Status


@transaction.atomic(durable=True)
def approve_move(*, order_id: int, by: Actor, at: datetime, role: str, comment: str = "") -> VersionOrder:
    """Agree as head or as supervisor; the second word moves the case.

    Raises:
        NotAllowed, OrderSettled, NotTheOther, OverlayJudged: as named.
        CaseMovedOn, TargetNotPublished, NodeUnmapped, PlacesDoNotFit, ClockMissing: if it can be moved so no more.
    """
    order, run = _judged(order_id, by, at, role, agrees=True, comment=comment)
    enter_in_series(run, "case.approve_move", by=by, at=at, body={"order": order.pk, "as": role, "comment": comment})
    if order.approvals.filter(agrees=True).count() >= BOTH:
        order.status = Status.AGREED
        order.save(update_fields=["status"])
        move(order, run, by=by, at=at)
    return order


@transaction.atomic(durable=True)
def refuse_move(*, order_id: int, by: Actor, at: datetime, role: str, comment: str) -> VersionOrder:
    """Refuse with reasons; the case stays where it is.

    Raises:
        ReasonsNeeded: without reasons; else as :func:`approve_move`.
    """
    if not comment.strip():
        raise ReasonsNeeded(field="comment")
    order, run = _judged(order_id, by, at, role, agrees=False, comment=comment)
    order.status = Status.REFUSED
    order.save(update_fields=["status"])
    enter_in_series(run, "case.refuse_move", by=by, at=at, body={"order": order.pk, "as": role, "reason": comment})
    return order


def _judged(
    order_id: int, by: Actor, at: datetime, role: str, *, agrees: bool, comment: str
) -> tuple[VersionOrder, Run]:
    found = VersionOrder.objects.filter(pk=order_id).values_list("run_id", flat=True).first()
    if found is None or role not in DUTY:
        raise NotFound
    run = locked_run(found)
    order = VersionOrder.objects.select_for_update().get(pk=order_id)
    person_id = person_of(by)
    require(by=by, duty=DUTY[role], agency=run.agency)
    if order.status != Status.ASKED:
        raise OrderSettled
    words = list(order.approvals.all())
    if any(word.role == role for word in words):
        raise OverlayJudged
    if person_id == order.asked_by_id or any(word.person_id == person_id for word in words):
        raise NotTheOther
    OrderApproval.objects.create(
        order=order, role=role, person_id=person_id, at=at, agrees=agrees, comment=comment[:300]
    )
    return order, run
