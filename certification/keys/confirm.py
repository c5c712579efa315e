"""The act of confirming what another person proposed about keys: it is carried out at once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from certification import signing
from certification.keys.access import require_keeper
from certification.keys.carry_out import carry_out
from certification.keys.publish import is_due, publish
from certification.keys.refusals import AlreadyDecided, SamePerson
from certification.models import KeyCeremony
from enforcement.actor import Actor
from enforcement.errors import NotFound
from enforcement.ledger.append import append


@transaction.atomic(durable=True)
def confirm(*, ceremony_id: int, by: Actor, at: datetime) -> KeyCeremony:
    """Carry out a proposal and publish the key list; of two at once one is refused.

    Raises:
        NotFound, NotAllowed, AlreadyDecided. SamePerson: for the one who proposed it. NoSuchKey and the refusals of
        ``propose``: if it no longer fits.
    """
    person_id = require_keeper(by)
    ceremony = locked(ceremony_id)
    if person_id == ceremony.proposed_by_id:
        raise SamePerson
    key = carry_out(ceremony, at=at)
    if key is not None:
        ceremony.kid = key.kid
    decide(ceremony, KeyCeremony.State.CONFIRMED, person_id, at)
    if is_due(at):
        publish(at=at)
    append(
        series="keys", by=by, at=at, verb=f"key.{ceremony.kind}",
        body={
            "ceremony": ceremony.pk, "kid": ceremony.kid, "facts": ceremony.facts, "ground": ceremony.ground,
            "proposed_by": ceremony.proposed_by_id, "public": bytes(key.public).hex() if key else "",
        },
    )  # fmt: skip
    transaction.on_commit(signing.forget)
    return ceremony


def locked(ceremony_id: int) -> KeyCeremony:
    """Return a proposal that still waits, held until the transaction ends. Raises NotFound, AlreadyDecided."""
    ceremony = KeyCeremony.objects.select_for_update().filter(pk=ceremony_id).first()
    if ceremony is None:
        raise NotFound
    if ceremony.state != KeyCeremony.State.PROPOSED:
        raise AlreadyDecided
    return ceremony


def decide(ceremony: KeyCeremony, state: str, person_id: int, at: datetime) -> None:
    """Write how a proposal was decided."""
    ceremony.state, ceremony.decided_by_id, ceremony.decided_at = state, person_id, at
    ceremony.save(update_fields=["state", "decided_by", "decided_at", "kid"])
