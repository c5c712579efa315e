"""Take a photo from the phone into the evidence of a case, byte for byte, with both clocks (行政处罚法第四十六条)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import note
from cases.evidence.custody import begin_custody
from cases.evidence.numbers import next_number, stage_of
from cases.evidence.pictures import KINDS, THUMB, NotAPicture, stripped
from cases.evidence.when import lock_for
from cases.models import Case, Evidence, Inquiry
from cases.papers import keep_bytes, media_of
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound


class ArrivedOtherwise(Invalid):
    """Refuse a photo whose bytes are not those that the phone counted."""

    sentence = _("The photo arrived damaged: its hash is not the one that the phone computed.")
    remedy = _("It stays on the phone and is sent again.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a photo was taken, by the phone's own measure, given with the officer's consent."""

    latitude: Decimal
    longitude: Decimal
    accuracy: int  # metres


@transaction.atomic(durable=True)
def add_photo(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    file: bytes,
    device_sha256: str = "",
    device_at: datetime | None = None,
    place: Place | None = None,
    name: str = "",
    inquiry_id: int | None = None,
) -> Evidence:
    """Keep a photo under its hash and list it; the same photo sent again is the piece that it is already.

    Raises:
        ArrivedOtherwise: if the device's hash is another. cases.evidence.pictures.NotAPicture: for what is none.
        NotAllowed: without the duty of handling. NotFound: for an inquiry of another case.
    """
    case, _step = lock_for(case_id, by)
    sha256 = hashlib.sha256(file).hexdigest()
    if device_sha256 and device_sha256 != sha256:
        raise ArrivedOtherwise
    known = case.evidence.filter(sha256=sha256).first()
    if known is not None:
        return known
    media = media_of(file)
    if media not in KINDS:
        raise NotAPicture(field="file")
    stripped(file, THUMB)
    inquiry = Inquiry.objects.filter(case=case, pk=inquiry_id).first() if inquiry_id else None
    if inquiry_id and inquiry is None:
        raise NotFound
    number = next_number(case)
    made = Evidence.objects.create(
        case=case, number=number, kind=Evidence.Kind.DATA, name=name.strip()[:120] or f"现场照片{number}",
        source=_where(case, inquiry)[:120], obtained_how="执法人员现场拍摄", obtained_on=_day(case, device_at, at),
        stage=stage_of(case), inquiry=inquiry, sha256=keep_bytes(file), size=len(file), media_type=media,
        device_at=device_at, received_at=at, device_sha256=device_sha256, taken_by_id=by.person_id, author=by.name,
        latitude=place.latitude if place else None, longitude=place.longitude if place else None,
        accuracy=place.accuracy if place else None,
    )  # fmt: skip
    begin_custody(made, by=by, at=at)
    note(
        case, act="add_photo", by=by, at=at,
        body={"evidence": made.pk, "number": number, "sha256": sha256, "device_at": device_at, "size": len(file),
              "hashed_on_device": bool(device_sha256), "placed": place is not None},
    )  # fmt: skip
    return made


def _where(case: Case, inquiry: Inquiry | None) -> str:
    return (inquiry.place if inquiry else "") or case.place or "现场"


def _day(case: Case, device_at: datetime | None, at: datetime) -> date:
    """Return the day it was taken as the device says, where that can be; else the day it arrived."""
    day = clock.day_of(device_at) if device_at else clock.day_of(at)
    return day if case.clue_on <= day <= clock.day_of(at) else clock.day_of(at)
