"""Renew the token of a bound phone, which proves that it still holds its key; nobody needs to sign in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification.display import device_token, holding, proof
from certification.display.bind import Bound
from certification.display.proof import Proof
from certification.models import BoundDevice
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import NotAllowed, OutOfOrder
from enforcement.ledger.append import append

ACT: Final = "contact"
AHEAD: Final = 2
"""Days left from which a token is renewed."""


class NotDue(OutOfOrder):
    """Refuse to renew a token that has days left."""

    sentence = _("The phone's code need not be renewed yet.")
    remedy = _("Go on showing it; it is renewed by itself when fewer than two days are left.")


def is_due(device: BoundDevice, at: datetime) -> bool:
    """Return whether fewer than two days are left, or none, and a new token would last longer."""
    left = device.ends_on - clock.day_of(at)
    return left < timedelta(days=AHEAD) and device_token.last_day(device.credential, at) > device.ends_on


@transaction.atomic(durable=True)
def renew(*, device_id: int, by: Actor, at: datetime, answer: Proof) -> Bound:
    """Renew a phone's token, ``by`` its holder, for whom the phone answers (act ``contact``).

    Raises:
        NotFound, Withdrawn, NotValidNow, NotDue, NotThisPhone, ChallengeOver: as they say.
        NotAllowed: for anybody but the holder.
        NoSigningKey, OtherKey: if nothing can be signed.
    """
    device = holding.lock_device(device_id)
    credential = device.credential
    if by.person_id != credential.person_id:
        raise NotAllowed
    if device.withdrawn_at is not None:
        raise holding.Withdrawn
    holding.require_valid(credential, at)
    if not is_due(device, at):
        raise NotDue
    proof.check(answer, act=ACT, public=bytes(device.public), at=at)
    token, device.ends_on = device_token.make(credential, bytes(device.public), at=at)
    device.renewed_at = at
    device.save(update_fields=["ends_on", "renewed_at"])
    body = {"device": device.pk, "ends_on": device.ends_on}
    append(series=credential.series, by=by, at=at, verb="device.renew", body=body)
    return Bound(device, token)
