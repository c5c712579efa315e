"""Delete the photos whose day is over."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from enforcement import clock
from enforcement.actor import Actor
from enforcement.ledger.append import append
from exams.models import IdentityPhoto
from exams.sitting.keep_photo import forget, series_of

BATCH = 200


@transaction.atomic(durable=True)
def delete_photos(*, by: Actor, at: datetime, limit: int = BATCH) -> int:
    """Delete photos that were to be kept until yesterday or earlier, each with its entry in the ledger.

    Returns how many; call it again until there are none.
    """
    due = IdentityPhoto.objects.select_for_update(skip_locked=True).filter(
        deleted_at=None, keep_until__lt=clock.day_of(at)
    )
    photos = list(due.order_by("pk")[:limit])
    for photo in photos:
        forget(photo, at)
        append(
            series=series_of(photo.candidate_id),
            by=by,
            at=at,
            verb="exam.delete_photo",
            body={"candidate": photo.candidate_id, "sha256": photo.sha256, "kept_until": photo.keep_until},
        )
    return len(photos)
