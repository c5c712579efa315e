"""Revoke a credential for good (吊销, Q16)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from certification import history
from certification.history import Decision
from certification.models import CredentialStatus
from enforcement.actor import Actor

ARTICLE = "行政执法监督条例第三十二条"


@transaction.atomic(durable=True)
def revoke(*, credential_id: int, by: Actor, at: datetime, ground: str, document: str) -> CredentialStatus:
    """Revoke from this day, from valid or suspended.

    Raises:
        NotFound, NotAllowed: as :func:`certification.history.lock` says. NotInThisState: otherwise.
        Invalid: without a ground.
    """
    credential = history.lock(credential_id, by=by)
    was_suspended = history.last_of(credential).status == CredentialStatus.Status.SUSPENDED
    decision = Decision(ground=ground, document=document, article=ARTICLE)
    entry = history.add(
        credential, act="revoke", status=CredentialStatus.Status.REVOKED, decision=decision, by=by, at=at
    )
    first = ("suspend", "aggravated") if was_suspended else ("hold_credential", "revoke")
    history.move(credential, [first, ("revoke", "revoked")], by=by, at=at, body=decision)
    return entry
