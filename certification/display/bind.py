"""Bind a phone to a credential: it proves that it holds a key, and gets a token for a few days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification.display import device_token, holding, proof, withdraw
from certification.display.parameters import DEVICES
from certification.display.proof import Proof
from certification.models import BoundDevice, Credential
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed
from enforcement.ledger.append import append
from enforcement.organisation.parameters import value

ACT = "bind"
LONGEST = 40


class NotYours(NotAllowed):
    """Refuse to show somebody else's credential."""

    sentence = _("Only the holder shows a credential on a phone.")
    remedy = _("Sign in as the holder on this phone.")


@dataclass(frozen=True, slots=True)
class Bound:
    """A phone with the token it shows from now on."""

    device: BoundDevice
    token: bytes


@transaction.atomic(durable=True)
def bind(*, credential_id: int, by: Actor, at: datetime, name: str, public: bytes, answer: Proof) -> Bound:
    """Bind a phone to the holder's own valid credential; ``public`` is its P-256 key (33 bytes, compressed).

    The phones beyond the number of the setting ``display.devices`` are withdrawn, the oldest first.

    Raises:
        NotFound, NotYours, NotValidNow, NotThisPhone, ChallengeOver: as they say. Invalid: without a name.
        NoSigningKey, OtherKey: if nothing can be signed.
    """
    credential = holding.lock(credential_id)
    if by.person_id != credential.person_id:
        raise NotYours
    holding.require_valid(credential, at)
    if not 1 <= len(name.strip()) <= LONGEST:
        raise Invalid(_("Give the phone a name of at most 40 characters."), field="name")
    proof.check(answer, act=ACT, public=public, at=at)
    if BoundDevice.objects.filter(public=public).exists():
        raise proof.NotThisPhone(remedy=_("Reload the page: it makes a new key for this phone."))
    make_room(credential, by=by, at=at)
    token, ends_on = device_token.make(credential, public, at=at)
    device = BoundDevice.objects.create(
        credential=credential, name=name.strip(), public=public, bound_at=at, renewed_at=at, ends_on=ends_on
    )
    body = {"device": device.pk, "name": device.name, "public": public.hex(), "ends_on": ends_on}
    append(series=credential.series, by=by, at=at, verb="device.bind", body=body)
    return Bound(device, token)


def make_room(credential: Credential, *, by: Actor, at: datetime) -> None:
    """Withdraw the oldest phones so that one more is within the setting."""
    most = max(int(value(DEVICES, agency=credential.agency, on=clock.day_of(at))), 1)
    active = credential.devices.filter(withdrawn_at=None).order_by("-bound_at", "-pk")
    for device in active[most - 1 :]:
        withdraw.write(device, why=BoundDevice.Why.REPLACED, by=by, at=at)
