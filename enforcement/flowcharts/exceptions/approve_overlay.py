"""Agree to an overlay, or object to it: two approvers, none of them the drafter."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from enforcement import clock
from enforcement.actor import Actor
from enforcement.flowcharts.exceptions.draft_overlay import locked
from enforcement.flowcharts.exceptions.lay import laid_over, lay_now
from enforcement.flowcharts.exceptions.refusals import (
    NothingLaid,
    NotInDraft,
    OverlayJudged,
    OwnOverlay,
    ReasonsNeeded,
)
from enforcement.flowcharts.exceptions.saying import record
from enforcement.flowcharts.models import Overlay, OverlayApproval
from enforcement.flowcharts.publication.subject import person_of
from enforcement.organisation.duties.holding import require

APPROVERS = 2
Status = Overlay.Status


@transaction.atomic(durable=True)
def approve_overlay(*, overlay_id: int, by: Actor, at: datetime, comment: str = "") -> Overlay:
    """Agree; the second consent settles it, and lays it over at once if its day has come.

    Raises:
        NotAllowed: without the duty ``approve_chart``. OwnOverlay, NotInDraft, OverlayJudged, NothingLaid: as named.
    """
    overlay = _judged(overlay_id, by, at, agrees=True, comment=comment)
    record(overlay, "approve", by=by, at=at, body={"comment": comment})
    if overlay.approvals.filter(agrees=True).count() >= APPROVERS:
        overlay.status = Status.AGREED
        overlay.save(update_fields=["status"])
        if overlay.from_on <= clock.day_of(at):
            lay_now(overlay, by=by, at=at)
    return overlay


@transaction.atomic(durable=True)
def object_to_overlay(*, overlay_id: int, by: Actor, at: datetime, comment: str) -> Overlay:
    """Object with reasons; the overlay is withdrawn.

    Raises:
        ReasonsNeeded: without reasons; else as :func:`approve_overlay`.
    """
    if not comment.strip():
        raise ReasonsNeeded(field="comment")
    overlay = _judged(overlay_id, by, at, agrees=False, comment=comment)
    overlay.status = Status.WITHDRAWN
    overlay.save(update_fields=["status"])
    record(overlay, "object", by=by, at=at, body={"comment": comment})
    return overlay


def _judged(overlay_id: int, by: Actor, at: datetime, *, agrees: bool, comment: str) -> Overlay:
    overlay = locked(overlay_id)
    person_id = person_of(by)
    require(by=by, duty="approve_chart", agency=overlay.flowchart.agency)
    if overlay.drafted_by_id == person_id:
        raise OwnOverlay
    if overlay.status != Status.DRAFT:
        raise NotInDraft
    if overlay.approvals.filter(person_id=person_id).exists():
        raise OverlayJudged
    if agrees and not laid_over(overlay):
        raise NothingLaid
    OverlayApproval.objects.create(overlay=overlay, person_id=person_id, at=at, agrees=agrees, comment=comment[:300])
    return overlay
