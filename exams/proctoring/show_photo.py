"""Show a candidate's photo to whoever compares it with the person, and record who looked."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from enforcement.actor import Actor
from enforcement.errors import NotFound
from enforcement.ledger.append import append
from exams.models import IdentityPhoto
from exams.proctoring.access import reach_of
from exams.sitting import photos
from exams.sitting.keep_photo import series_of


@transaction.atomic(durable=True)
def show_photo(*, photo_id: int, by: Actor, at: datetime) -> bytes:
    """Return a kept photo as a JPEG; the look at it is on the record before it is seen (个人信息保护法第五十一条).

    Raises:
        NotFound: for one that is deleted, unreadable, or of a candidate out of reach.
    """
    photo = IdentityPhoto.objects.select_related("candidate__session").filter(pk=photo_id, deleted_at=None).first()
    if photo is None:
        raise NotFound
    watch = reach_of(by=by, session=photo.candidate.session)
    image = photos.read(photo.file) if watch.sees_room(photo.candidate.room_id) else None
    if image is None:
        raise NotFound
    append(
        series=series_of(photo.candidate_id),
        by=by,
        at=at,
        verb="exam.show_photo",
        body={"candidate": photo.candidate_id, "photo": photo.pk, "sha256": photo.sha256},
    )
    return image
