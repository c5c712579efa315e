"""The card and the code of a credential, from its row."""

from __future__ import annotations

from django.conf import settings

from certification import card, photos, qr
from certification.fields import titles_zh
from certification.models import Credential
from enforcement.web import fonts


def url_prefix() -> str:
    """Return what stands before the digits in every code."""
    return f"{settings.PUBLIC_URL}/v/"


def card_pdf(credential: Credential) -> bytes:
    """Return the PDF of a card, front and back.

    Raises:
        GlyphMissing, TextTooLong, PhotoUnreadable: as :mod:`certification.card` says.
    """
    face = card.CardFace(
        name=credential.name, agency=credential.agency_name, number=credential.number,
        category=titles_zh(credential.fields), area=credential.area, starts_on=credential.valid_from,
        ends_on=credential.valid_to, issuer=credential.issuer, url_prefix=url_prefix(), digits=credential.digits,
        photo=photos.read(credential.photo, credential.photo_sha256),
    )  # fmt: skip
    return card.render(face, fonts=fonts.register())


def code_svg(credential: Credential, *, label: str) -> str:
    """Return the code for a page."""
    return qr.svg(qr.matrix(url_prefix(), credential.digits), label=label)
