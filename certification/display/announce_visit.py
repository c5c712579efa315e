"""Announce a visit to an enterprise before the code is shown, where the agency keeps such a log."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification.display import holding, proof
from certification.display.parameters import LOG
from certification.display.places import far_from
from certification.display.proof import Proof
from certification.models import Visit
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, Refusal
from enforcement.ledger.append import append
from enforcement.organisation.parameters import value

ACT: Final = "visit"
HUNDREDTH: Final = Decimal("0.01")


class NoLog(Refusal):
    """Refuse to keep what the agency does not keep."""

    sentence = _("Your agency keeps no log of visits: nothing was stored.")
    remedy = _("Show the code without announcing the visit.")


@dataclass(frozen=True, slots=True)
class Said:
    """What the officer says: whom, what for, by which number, and about where (degrees), with consent only."""

    enterprise: str
    purpose: str
    reference: str = ""
    latitude: float | None = None
    longitude: float | None = None


@transaction.atomic(durable=True)
def announce_visit(*, device_id: int, by: Actor, at: datetime, said: Said, answer: Proof) -> Visit:
    """Keep a visit; another with the same credential far away a short time before is noted on it.

    The ledger gets that there was a visit, never whom, why or where: those are deleted when their time is over.

    Raises:
        NotFound, Withdrawn, NotValidNow, NotThisPhone, ChallengeOver, NoLog: as they say.
        NotAllowed: for anybody but the holder. Invalid: for missing or long words, or a place that is none.
    """
    device = holding.lock_device(device_id)
    credential = device.credential
    if by.person_id != credential.person_id:
        raise NotAllowed
    proof.check(answer, act=ACT, public=bytes(device.public), at=at)
    if device.withdrawn_at is not None:
        raise holding.Withdrawn
    holding.require_valid(credential, at)
    if not value(LOG, agency=credential.agency, on=clock.day_of(at)):
        raise NoLog
    latitude, longitude = _checked(said)
    visit = Visit(
        secret=secrets.token_hex(16), credential=credential, device=device, at=at, enterprise=said.enterprise.strip(),
        purpose=said.purpose.strip(), reference=said.reference.strip(), latitude=latitude, longitude=longitude,
    )  # fmt: skip
    visit.far_from, visit.km = far_from(visit)
    visit.save()
    body = {"visit": visit.pk, "device": device.pk, "far_from": visit.far_from_id}
    append(series=credential.series, by=by, at=at, verb="visit.announce", body=body)
    return visit


def _checked(said: Said) -> tuple[Decimal | None, Decimal | None]:
    """Return the place, rounded to a hundredth of a degree, once the words are found fit."""
    for name, most in (("enterprise", 120), ("purpose", 200), ("reference", 60)):
        words = getattr(said, name).strip()
        if len(words) > most or (not words and name != "reference"):
            raise Invalid(_("Say whom you visit and what for, in a few words."), field=name)
    if said.latitude is None or said.longitude is None:
        return None, None
    if not (abs(said.latitude) <= 90 and abs(said.longitude) <= 180):  # noqa: PLR2004 (degrees)
        raise Invalid(_("This is no place on Earth."), field="latitude")
    return tuple(Decimal(str(d)).quantize(HUNDREDTH) for d in (said.latitude, said.longitude))  # type: ignore[return-value]
