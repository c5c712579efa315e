"""Restore a suspended credential after training (Q13 back to Q10)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from certification import history
from certification.history import Decision
from certification.models import CredentialStatus
from enforcement.actor import Actor


@transaction.atomic(durable=True)
def restore(*, credential_id: int, by: Actor, at: datetime, ground: str, document: str = "") -> CredentialStatus:
    """Give a suspended credential back from this day.

    Raises:
        NotFound, NotAllowed: as :func:`certification.history.lock` says. NotInThisState: unless it is suspended.
        Invalid: without a ground.
    """
    credential = history.lock(credential_id, by=by)
    decision = Decision(ground=ground, document=document)
    entry = history.add(
        credential, act="restore", status=CredentialStatus.Status.VALID, decision=decision, by=by, at=at
    )
    history.move(credential, [("suspend", "restored")], by=by, at=at, body=decision)
    return entry
