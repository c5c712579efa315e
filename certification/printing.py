"""The card and the code of a credential, from its row."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from certification import card, card_photo, parameters, photos, qr
from certification.fields import titles_zh
from certification.models import Application, Credential
from certification.spelling import spelled
from enforcement.errors import Refusal
from enforcement.organisation.parameters import values
from enforcement.web import fonts

TRIAL_DIGITS: Final = "1" * 325
TRIAL_NUMBER: Final = "00000000000"


class PhotoGone(Refusal):
    """Refuse a card whose photo is not kept any more, or is not the one that was signed."""

    sentence = _("The photo of this card is missing, or is not the one that was handed in.")
    remedy = _(
        "Restore the file from the backup; for an application that is not issued yet, apply again with the photo."
    )


def url_prefix() -> str:
    """Return what stands before the digits in every code."""
    return f"{settings.PUBLIC_URL}/v/"


def card_pdf(credential: Credential) -> bytes:
    """Return the PDF of a card, front and back.

    Raises:
        GlyphMissing, TextTooLong, PhotoUnreadable: as :mod:`certification.card` says.
    """
    return card.render(face_of(credential, strict=False), fonts=fonts.register())


def face_of(credential: Credential, *, strict: bool = True) -> card.CardFace:
    """Return what the card of a credential says; without ``strict`` a missing photo leaves a silhouette.

    Raises:
        PhotoGone: if the photo is not there.
    """
    return card.CardFace(
        name=credential.name, agency=credential.agency_name, number=credential.number,
        category=titles_zh(credential.fields), area=credential.area, starts_on=credential.valid_from,
        ends_on=credential.valid_to, issuer=credential.issuer, url_prefix=url_prefix(), digits=credential.digits,
        photo=_photo(credential, strict=strict),
    )  # fmt: skip


def face_on_trial(application: Application, *, on: date) -> card.CardFace:
    """Return what the card of an application would say, with a number and digits of the usual length.

    Raises:
        PhotoGone: if the photo is not there.
    """
    issuer = values((parameters.ISSUER,), agency=application.agency, on=on)[parameters.ISSUER]
    return card.CardFace(
        name=spelled(application.person.name), agency=spelled(application.agency.name), number=TRIAL_NUMBER,
        category=titles_zh(application.fields), area=application.area, starts_on=on, ends_on=on, issuer=str(issuer),
        url_prefix=url_prefix(), digits=TRIAL_DIGITS, photo=_photo(application, strict=True),
    )  # fmt: skip


def checked(face: card.CardFace) -> card.CardFace:
    """Return a face if all of it can be drawn.

    Raises:
        GlyphMissing, PhotoUnreadable: as :mod:`certification.card` says.
    """
    for text in (face.name, face.agency, face.category, face.area, face.issuer, face.number):
        fonts.demand(text)
    if face.photo is not None:
        card_photo.demand(face.photo)
    return face


def _photo(row: Credential | Application, *, strict: bool) -> bytes | None:
    data = photos.read(row.photo, row.photo_sha256)
    if data is None and strict:
        raise PhotoGone
    return data


def code_svg(credential: Credential, *, label: str) -> str:
    """Return the code for a page."""
    return qr.svg(qr.matrix(url_prefix(), credential.digits), label=label)
