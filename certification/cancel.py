"""Cancel a credential whose holder leaves enforcement (注销, Q17)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from certification import history
from certification.history import Decision
from certification.models import CredentialStatus
from enforcement.actor import Actor

ARTICLE = "交通运输行政执法人员管理规定第二十五条（样本）"


@transaction.atomic(durable=True)
def cancel(
    *, credential_id: int, by: Actor, at: datetime, ground: str, document: str = "", from_on: date | None = None
) -> CredentialStatus:
    """Cancel from a day (this one, or the earlier one on which the holder left).

    Raises:
        NotFound, NotAllowed: as :func:`certification.history.lock` says. NotInThisState: unless it is valid.
        Invalid: without a ground, or for a day before the last entry.
    """
    credential = history.lock(credential_id, by=by)
    decision = Decision(ground=ground, document=document, article=ARTICLE, from_on=from_on)
    entry = history.add(
        credential, act="cancel", status=CredentialStatus.Status.CANCELLED, decision=decision, by=by, at=at
    )
    history.move(credential, [("hold_credential", "cancel"), ("cancel", "cancelled")], by=by, at=at, body=decision)
    return entry
