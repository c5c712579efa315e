"""Keep a photo in an officer's record: cropped, measured, and with what the check found."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from certification import photos
from certification.models import Officer
from certification.officers.office import keeper, sheet_of
from certification.officers.photo import crop, judge
from enforcement import clock
from enforcement.actor import Actor
from enforcement.ledger.append import append


@transaction.atomic(durable=True)
def keep_photo(*, person_id: int, by: Actor, at: datetime, photo: bytes, cropped: bool = False) -> Officer:
    """Keep an uploaded photo. Cards keep theirs; the next application may take this one.

    It is cropped around the head unless somebody ``cropped`` it.

    Raises:
        NotFound, NotAllowed, OwnRecord: without the duty ``apply`` or ``examine``.
        PhotoRefused: if it is no picture, too small, or has findings and the setting refuses these.
    """
    person, agency = keeper(person_id, by=by, duties=("apply", "examine"))
    kept = photos.check(photo if cropped else crop.portrait_of(photo))
    on = clock.day_of(at)
    found = judge.findings(kept.data, agency=agency, on=on)
    judge.demand(found, agency=agency, on=on)
    sheet = sheet_of(person)
    sheet.photo, sheet.photo_sha256, sheet.photo_findings = photos.store(kept), kept.sha256, found
    sheet.updated_at = at
    sheet.save()
    body = {"photo_sha256": kept.sha256, "findings": found}
    append(series=f"person:{person.pk}", by=by, at=at, verb="officer.keep_photo", body=body)
    return sheet
