"""Accept a photo that the check found doubtful: a person looked at it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from certification.models import Officer
from certification.officers.office import keeper, sheet_of
from enforcement.actor import Actor
from enforcement.errors import NotFound, OutOfOrder
from enforcement.ledger.append import append


@transaction.atomic(durable=True)
def accept_photo(*, person_id: int, by: Actor, at: datetime) -> Officer:
    """Set the findings aside; the ledger keeps what they were and who did.

    Raises:
        NotFound, NotAllowed, OwnRecord: without the duty ``apply`` or ``examine``. OutOfOrder: if nothing was found.
    """
    person, _agency = keeper(person_id, by=by, duties=("apply", "examine"))
    sheet = sheet_of(person)
    if not sheet.photo:
        raise NotFound
    if not sheet.photo_findings:
        raise OutOfOrder
    body = {"photo_sha256": sheet.photo_sha256, "findings": sheet.photo_findings}
    sheet.photo_findings = []
    sheet.save(update_fields=["photo_findings"])
    append(series=f"person:{person.pk}", by=by, at=at, verb="officer.accept_photo", body=body)
    return sheet
