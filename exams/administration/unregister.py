"""Take a registration back before the session opens, with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from enforcement.actor import Actor
from enforcement.errors import NotFound
from exams.administration.requests import reason_given
from exams.administration.withdraw import withdraw
from exams.models import Candidate, Withdrawal
from exams.open_session import locked


@transaction.atomic(durable=True)
def unregister(*, candidate_id: int, by: Actor, at: datetime, reason: str) -> Withdrawal:
    """Take back the registration of a candidate; the ticket's number is not given out again.

    Raises:
        NotFound, NotAllowed, GroundsMissing, SessionBegan, RecordsThere
    """
    session_id = Candidate.objects.filter(pk=candidate_id).values_list("session", flat=True).first()
    if session_id is None:
        raise NotFound
    session = locked(session_id, by)
    candidate = Candidate.objects.select_for_update(of=("self",)).filter(pk=candidate_id, session=session).first()
    if candidate is None:
        raise NotFound
    candidate.session = session
    return withdraw(candidate=candidate, by=by, at=at, reason=reason_given(reason))
