"""Restore a suspended credential after training (Q13 back to Q10)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification import history
from certification.history import Decision
from certification.models import Credential, CredentialStatus
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Refusal
from exams.administration.training import hours_of


class RetrainingMissing(Refusal):
    """Refuse to give a credential back to somebody who was not trained off post."""

    sentence = _("No training since the suspension is recorded or named.")
    article = "交通运输行政执法证件管理规定第三十二条（样本）"
    remedy = _("Record the hours attended since then, or name the record of the training off post.")


@transaction.atomic(durable=True)
def restore(
    *, credential_id: int, by: Actor, at: datetime, ground: str, document: str = "", retraining: str = ""
) -> CredentialStatus:
    """Give a suspended credential back from this day; ``retraining`` names the record of the training off post.

    Raises:
        NotFound, NotAllowed, OwnCredential: as :func:`certification.history.lock` says.
        NotInThisState: unless it is suspended. Invalid: without a ground.
        RetrainingMissing: unless a record is named or hours since the suspension are recorded.
    """
    credential = history.lock(credential_id, by=by)
    since = history.last_of(credential, clock.day_of(at))
    if since.status == CredentialStatus.Status.SUSPENDED and not retraining.strip():
        hours = trained_since(credential, since.from_on, clock.day_of(at))
        if not hours:
            raise RetrainingMissing(field="retraining")
        retraining = f"{hours}学时"
    decision = Decision(ground=ground, document=document)
    entry = history.add(
        credential, act="restore", status=CredentialStatus.Status.VALID, decision=decision, by=by, at=at,
        more={"retraining": retraining.strip()},
    )  # fmt: skip
    history.move(credential, [("suspend", "restored")], by=by, at=at, body=decision)
    return entry


def trained_since(credential: Credential, from_on: date, to_on: date) -> str:
    """Return the hours of training of the holder within days, as text; "" for none."""
    hours = hours_of(person_ids=[credential.person_id], from_on=from_on, to_on=to_on).get(credential.person_id)
    return f"{hours:g}" if hours else ""
