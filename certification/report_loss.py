"""Report a credential lost (Q14): from then on it is not valid, and the public is told."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from certification import history
from certification.history import Decision
from certification.lifecycle.obliged import oblige
from certification.lifecycle.parameters import LOSS_DAYS
from certification.models import CredentialStatus
from enforcement import clock
from enforcement.actor import SYSTEM, Actor
from enforcement.organisation.parameters import value

ARTICLE = "交通运输行政执法人员管理规定第二十四条（样本）"


@transaction.atomic(durable=True)
def report_loss(*, credential_id: int, by: Actor, at: datetime, ground: str) -> CredentialStatus:
    """Report it lost: the holder does, or somebody with the duty ``apply`` on the agency.

    The notice of the loss is to be published within days; the replacement waits for it.

    Raises:
        NotFound, NotAllowed: as :func:`certification.history.lock` says. NotInThisState: unless it is valid.
        Invalid: without words on how it was lost.
    """
    credential = history.lock(credential_id, by=by, duties=("holder", "apply"))
    decision = Decision(ground=ground, article=ARTICLE)
    entry = history.add(
        credential, act="report_loss", status=CredentialStatus.Status.LOST, decision=decision, by=by, at=at
    )
    days = int(value(LOSS_DAYS, agency=credential.agency, on=clock.day_of(at)))
    oblige(credential, "loss_notice", days=days, at=at)
    history.move(credential, [("hold_credential", "lost")], by=SYSTEM, at=at, body=decision)
    return entry
