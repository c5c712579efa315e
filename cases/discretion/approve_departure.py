"""Approve that a penalty departs from the benchmark: the main head does, or a discussion (市监裁量指导意见第八条)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import lock, note, require_open
from cases.discretion.models import Weighing
from cases.discretion.weigh import STEPS
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, OutOfOrder
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Post

BASIS = "市场监管总局关于规范市场监督管理行政处罚裁量权的指导意见（2022年）；山东省规范行政处罚裁量权办法第十二条"


class NotWeighed(OutOfOrder):
    """Refuse to approve a departure from nothing."""

    sentence = _("The case has not been weighed on a benchmark yet.")


class NotMainHead(NotAllowed):
    """Refuse a deputy."""

    sentence = _("Only the main head of the agency approves a departure from the benchmark.")
    article = BASIS
    remedy = _("Ask the main head, or have the case discussed collectively.")


class DepartureReasonMissing(Invalid):
    """Refuse a departure without its reason."""

    sentence = _("Say why the benchmark would be plainly improper in this case.")
    article = BASIS


@transaction.atomic(durable=True)
def approve_departure(*, case_id: int, by: Actor, at: datetime, reason: str = "") -> Weighing:
    """Approve, as the main head, that the penalty of a case departs from its benchmark, with the reason.

    Raises:
        NotWeighed: before a weighing. NotMainHead: for anybody else. DepartureReasonMissing: on its field.
    """
    case = lock(case_id)
    require_open(case, *STEPS)
    require(by=by, duty="decide", agency=case.agency)
    day = clock.day_of(at)
    if not Post.objects.filter(
        person_id=by.person_id or 0, agency=case.agency, is_head=True, from_on__lte=day
    ).exists():
        raise NotMainHead
    weighing = case.weighings.last()
    if weighing is None:
        raise NotWeighed
    if not (reason.strip() or weighing.departure_reason):
        raise DepartureReasonMissing(field="reason")
    weighing.departure_reason = reason.strip() or weighing.departure_reason
    weighing.approved_by, weighing.approved_on = by.name, day
    weighing.save(update_fields=["departure_reason", "approved_by", "approved_on"])
    body = {"weighing": weighing.pk, "reason": weighing.departure_reason}
    note(case, act="approve_departure", by=by, at=at, body=body)
    return weighing
