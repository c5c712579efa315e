"""Cancel a session before it is opened."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.ledger.append import append
from exams.create_session import series_of
from exams.models import Session
from exams.papers.change_session import in_preparation


class ReasonMissing(Refusal):
    """Refuse to cancel without saying why: candidates will ask."""

    sentence = _("Say why the session is cancelled.")


@transaction.atomic(durable=True)
def cancel_session(*, session_id: int, by: Actor, at: datetime, reason: str) -> Session:
    """Cancel a session in preparation; those registered see it no more, and it uses up none of their sittings.

    Raises:
        NotFound, NotAllowed, OpenedAlready, ReasonMissing
    """
    session = in_preparation(session_id, by)
    if not reason.strip():
        raise ReasonMissing(field="reason")
    session.state = Session.State.CANCELLED
    session.save(update_fields=["state"])
    body = {"session": session.pk, "reason": reason.strip(), "candidates": session.candidates.count()}
    append(series=series_of(session.pk), by=by, at=at, verb="exam.cancel_session", body=body)
    return session
