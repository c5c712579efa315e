"""The act of not carrying out a proposal about keys: by its author or by anybody else who keeps keys."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from certification.keys.access import require_keeper
from certification.keys.confirm import decide, locked
from certification.models import KeyCeremony
from enforcement.actor import Actor
from enforcement.ledger.append import append


@transaction.atomic(durable=True)
def dismiss(*, ceremony_id: int, by: Actor, at: datetime) -> KeyCeremony:
    """Close a proposal without doing it.

    Raises:
        NotFound, NotAllowed, AlreadyDecided
    """
    person_id = require_keeper(by)
    ceremony = locked(ceremony_id)
    decide(ceremony, KeyCeremony.State.DISMISSED, person_id, at)
    append(series="keys", by=by, at=at, verb="key.dismiss", body={"ceremony": ceremony.pk, "kind": ceremony.kind})
    return ceremony
