"""See who sent a complaint: name and telephone are shown to a supervisor, and that is on the ledger."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.supervision.complaints.access import lock
from cases.supervision.complaints.models import Complaint
from enforcement.actor import Actor
from enforcement.ledger.append import append


@transaction.atomic(durable=True)
def see_contact(*, complaint_id: int, by: Actor, at: datetime) -> Complaint:
    """Record that somebody sees name and telephone, and return the complaint.

    Raises:
        NotFound, NotAllowed, Concerned: as :func:`~cases.supervision.complaints.access.lock` says.
    """
    found = lock(complaint_id, by)
    append(series=found.series, by=by, at=at, verb="complaint.see_contact", body={"complaint": found.pk})
    return found
