"""Keep a picture for items, under the SHA-256 of its bytes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.ledger.append import append
from enforcement.organisation import parameters
from exams.bank import pictures
from exams.bank.ground import held_bank, series_of
from exams.models import Image
from exams.parameters import IMAGE_MAX_KB


class PictureTooLarge(Invalid):
    """Refuse a picture of too many bytes."""

    def __init__(self, most: int) -> None:
        """Name the limit, in kB."""
        said = _("The picture is larger than %(most)d kB.")
        super().__init__(said % {"most": most}, remedy=_("Save it smaller and choose it again."), field="picture")


@transaction.atomic(durable=True)
def store_image(*, bank_id: int, by: Actor, at: datetime, data: bytes) -> Image:
    """Check a picture, drop what is hidden in it, and keep it; the same picture again is the one that is there.

    Raises:
        NotFound, NotAllowed, PictureTooLarge, PictureRefused
    """
    bank = held_bank(bank_id=bank_id, by=by)
    most = int(parameters.value(IMAGE_MAX_KB, agency=bank.agency, on=clock.day_of(at)))
    if len(data) > most * 1024:
        raise PictureTooLarge(most)
    drawn = pictures.check(data)
    pictures.store(drawn)
    image, is_new = Image.objects.get_or_create(
        sha256=drawn.sha256,
        defaults={
            "kind": drawn.kind,
            "width": drawn.width,
            "height": drawn.height,
            "size": len(drawn.data),
            "file": drawn.path,
            "made_at": at,
            "made_by": by.name,
        },
    )
    if is_new:
        append(
            series=series_of(bank.pk),
            by=by,
            at=at,
            verb="exam.store_image",
            body={"bank": bank.pk, "image": image.sha256, "kind": image.kind, "size": image.size},
        )
    return image
