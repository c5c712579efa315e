"""Take a complaint up: a supervisor examines it from now on."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.complaints.access import lock
from cases.supervision.complaints.models import Complaint
from cases.supervision.complaints.parameters import ANSWER
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import OutOfOrder
from enforcement.ledger.append import append
from enforcement.organisation.parameters import value


class TakenUpAlready(OutOfOrder):
    """Refuse to take up what somebody examines or has answered."""

    sentence = _("This complaint was taken up already.")


@transaction.atomic(durable=True)
def take_up(*, complaint_id: int, by: Actor, at: datetime) -> Complaint:
    """Take a complaint up; the days for the answer run from now.

    Raises:
        NotFound, NotAllowed, Concerned: as :func:`~cases.supervision.complaints.access.lock` says.
        TakenUpAlready: the second time.
    """
    found = lock(complaint_id, by)
    if found.state != Complaint.State.RECEIVED:
        raise TakenUpAlready
    today = clock.day_of(at)
    found.state, found.taken_up_at, found.taken_up_by_id = Complaint.State.EXAMINED, at, by.person_id
    found.due_on = today + timedelta(days=value(ANSWER, agency=found.agency, on=today))
    found.save(update_fields=["state", "taken_up_at", "taken_up_by", "due_on"])
    append(series=found.series, by=by, at=at, verb="complaint.take_up", body={"complaint": found.pk})
    return found
