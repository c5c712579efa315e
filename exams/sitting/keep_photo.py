"""Keep the photo that a candidate chose to give before the start, sealed and only until its day."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import NotFound, Refusal
from enforcement.ledger.append import append
from enforcement.organisation import parameters
from exams.models import Candidate, IdentityPhoto, Session, Sitting
from exams.sitting import photos
from exams.sitting.parameters import PHOTO_DAYS


class NoConsent(Refusal):
    """Refuse a photo without the consent that its use needs."""

    sentence = _("A photo is kept only with your consent.")
    article = "个人信息保护法第二十九条"
    remedy = _("Tick the box, or show your identity card to the proctor instead.")


class NoPhotoAsked(Refusal):
    """Refuse a photo where the session takes none, or after the start."""

    sentence = _("No photo is taken here now.")
    remedy = _("Go on without one.")


@transaction.atomic(durable=True)
def keep_photo(*, candidate_id: int, by: Actor, at: datetime, photo: bytes, consent: bool) -> IdentityPhoto:
    """Draw a photo anew, seal it and keep it until its day; an earlier one of the candidate is deleted.

    The ledger gets its hash and the day, never the picture. The days are the setting ``exam.photo_days``.

    Raises:
        NotFound, NoConsent, NoPhotoAsked, PhotoRefused
    """
    rows = Candidate.objects.select_for_update(of=("self",)).select_related("session__exam__agency", "sitting")
    candidate = rows.filter(pk=candidate_id).first()
    if candidate is None:
        raise NotFound
    if not consent:
        raise NoConsent(field="consent")
    sitting: Sitting | None = getattr(candidate, "sitting", None)
    begun = sitting is not None and sitting.state != Sitting.State.ASSIGNED
    if begun or candidate.session.photo != Session.Photo.OPTIONAL:
        raise NoPhotoAsked
    data = photos.drawn(photo)
    day = clock.day_of(at)
    days = int(parameters.value(PHOTO_DAYS, agency=candidate.session.exam.agency, on=day))
    for earlier in candidate.photos.filter(deleted_at=None):
        forget(earlier, at)
    row = IdentityPhoto.objects.create(
        candidate=candidate,
        sha256=hashlib.sha256(data).hexdigest(),
        file=photos.store(data),
        taken_at=at,
        keep_until=day + timedelta(days=days),
    )
    append(
        series=series_of(candidate.pk),
        by=by,
        at=at,
        verb="exam.keep_photo",
        body={"candidate": candidate.pk, "sha256": row.sha256, "keep_until": row.keep_until, "consent": True},
    )
    return row


def series_of(candidate_id: int) -> str:
    """Return the ledger series of a candidate's photo."""
    return f"candidate_photo:{candidate_id}"


def forget(photo: IdentityPhoto, at: datetime) -> None:
    """Delete a photo's file once the transaction is done, and write down that it is gone."""
    path = photo.file
    photo.file, photo.deleted_at = "", at
    photo.save(update_fields=["file", "deleted_at"])
    transaction.on_commit(lambda: photos.remove(path))
