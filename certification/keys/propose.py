"""The act of proposing something about keys."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from certification.keys.access import require_keeper
from certification.keys.carry_out import check
from certification.keys.refusals import GroundMissing
from certification.models import KeyCeremony
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.ledger.append import append


@transaction.atomic(durable=True)
def propose(*, kind: str, by: Actor, at: datetime, ground: str, **facts: Any) -> KeyCeremony:
    """Propose to make, retire or distrust a key, or to hand over to the next root; another person confirms it.

    ``facts`` are those of the kind: ``use suite numbers agencies not_before not_after retire_former`` (make), ``kid``
    (retire), ``kid since_on`` (compromise), ``statement`` (rotate_root, where the root keys lie elsewhere).

    Raises:
        NotAllowed: for somebody who keeps no keys. GroundMissing, WrongScope, UnknownAgency, NoSuchKey, DayToCome,
        StatementMissing: as they say.
    """
    person_id = require_keeper(by)
    if kind not in KeyCeremony.Kind.values:
        raise Invalid
    if not ground.strip():
        raise GroundMissing(field="ground")
    written = check(kind, facts, at=at)
    ceremony = KeyCeremony.objects.create(
        kind=kind,
        facts=written,
        ground=ground.strip(),
        kid=written.get("kid"),
        proposed_at=at,
        proposed_by_id=person_id,
    )
    append(
        series="keys", by=by, at=at, verb="key.propose",
        body={"ceremony": ceremony.pk, "kind": kind, "facts": written, "ground": ceremony.ground},
    )  # fmt: skip
    return ceremony
