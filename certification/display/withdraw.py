"""Withdraw a phone for ever: by the holder ("my phone is lost"), by the office, or for another phone."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from certification.display import holding
from certification.models import BoundDevice
from enforcement.actor import Actor
from enforcement.errors import NotFound
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import holds

DUTY = "issue"


@transaction.atomic(durable=True)
def withdraw(*, device_id: int, by: Actor, at: datetime, words: str = "") -> BoundDevice:
    """Withdraw a phone; online it is refused at once, offline when its token ends.

    Raises:
        NotFound: for a phone of somebody else without the duty ``issue``. Withdrawn: if it is withdrawn already.
    """
    device = holding.lock_device(device_id)
    credential = device.credential
    holder = by.person_id is not None and by.person_id == credential.person_id
    if not holder and not holds(person_id=by.person_id, duty=DUTY, agency=credential.agency):
        raise NotFound
    if device.withdrawn_at is not None:
        raise holding.Withdrawn
    why = BoundDevice.Why.LOST if holder else BoundDevice.Why.OFFICE
    return write(device, why=why, by=by, at=at, words=words.strip())


def write(device: BoundDevice, *, why: str, by: Actor, at: datetime, words: str = "") -> BoundDevice:
    """Write a withdrawal and its entry, in the caller's transaction."""
    device.withdrawn_at, device.withdrawn_by_id, device.why, device.words = at, by.person_id, why, words
    device.save(update_fields=["withdrawn_at", "withdrawn_by", "why", "words"])
    body = {"device": device.pk, "name": device.name, "why": why, "words": words}
    append(series=device.credential.series, by=by, at=at, verb="device.withdraw", body=body)
    return device
