"""Approve a version, or object to it: two approvers, none of them the drafter."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, OutOfOrder
from enforcement.flowcharts.models import Approval, FlowchartVersion
from enforcement.flowcharts.publication.subject import demand, locked, person_of, record
from enforcement.organisation.duties.holding import require

Status = FlowchartVersion.Status


class OwnDraft(NotAllowed):
    """Refuse the drafter as an approver of the same version."""

    sentence = _("You drafted this version; somebody else must approve it.")
    remedy = _("Ask two other holders of the duty “Flowchart approval”.")


class AlreadyJudged(OutOfOrder):
    """Refuse a second word of the same approver."""

    sentence = _("You have already judged this version.")
    remedy = _("What was said stays on record; a second approver must be another person.")


class ReasonsMissing(Invalid):
    """Refuse an objection without reasons."""

    sentence = _("An objection needs its reasons.")


@transaction.atomic(durable=True)
def approve(*, version_id: int, by: Actor, at: datetime, comment: str = "") -> FlowchartVersion:
    """Agree to a version under review.

    Raises:
        NotAllowed: without the duty ``approve_chart`` on the agency. OwnDraft: for the drafter.
        NotInThatState: if it is not under review. AlreadyJudged: the second time.
    """
    version = _to_judge(version_id, by)
    Approval.objects.create(version=version, person_id=person_of(by), at=at, agrees=True, comment=comment[:300])
    record(version, "approve", by=by, at=at, body={"comment": comment[:300]})
    return version


@transaction.atomic(durable=True)
def object_to(*, version_id: int, by: Actor, at: datetime, comment: str) -> FlowchartVersion:
    """Object to a version under review with reasons; it is withdrawn, and a corrected draft is a new version.

    Raises:
        ReasonsMissing: without reasons; else as :func:`approve`.
    """
    if not comment.strip():
        raise ReasonsMissing(field="comment")
    version = _to_judge(version_id, by)
    Approval.objects.create(version=version, person_id=person_of(by), at=at, agrees=False, comment=comment[:300])
    version.status = Status.WITHDRAWN
    version.save(update_fields=["status"])
    record(version, "object", by=by, at=at, body={"comment": comment[:300]})
    return version


def _to_judge(version_id: int, by: Actor) -> FlowchartVersion:
    version = locked(version_id)
    person_id = person_of(by)
    require(by=by, duty="approve_chart", agency=version.flowchart.agency)
    if version.drafted_by_id == person_id:
        raise OwnDraft
    demand(version, Status.REVIEW)
    if version.approvals.filter(person_id=person_id).exists():
        raise AlreadyJudged
    return version
