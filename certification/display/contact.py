"""A bound phone in touch with the register: what it may show from now on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from certification.display import holding, proof
from certification.display.proof import Proof
from certification.display.renew import ACT, is_due, renew
from certification.models import BoundDevice
from enforcement import clock
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_in_background


@dataclass(frozen=True, slots=True)
class Contact:
    """What the register says: the phone, the state of its credential today, and a new token where one was due."""

    device: BoundDevice
    state: str
    token: bytes | None = None


def contact(*, device_id: int, at: datetime, answer: Proof) -> Contact:
    """Return what a phone may show; renew its token where that is due and the credential is valid.

    Raises:
        NotFound: for a phone that is not there. NotThisPhone, ChallengeOver: as they say.
        NoSigningKey, OtherKey: if nothing can be signed.
    """
    rows = BoundDevice.objects.select_related("credential__agency", "credential__person")
    device = rows.filter(pk=device_id).first()
    if device is None:
        raise NotFound
    state = holding.state_of(device.credential, clock.day_of(at))
    if device.withdrawn_at is None and state == "valid" and is_due(device, at):
        holder = actor_in_background(device.credential.person_id)
        done = renew(device_id=device.pk, by=holder, at=at, answer=answer)
        return Contact(done.device, state, done.token)
    with transaction.atomic():
        proof.check(answer, act=ACT, public=bytes(device.public), at=at)
    return Contact(device, state)
