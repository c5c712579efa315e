"""Sign the short-lived token that names a phone's key: the credential's claims, ten items, suite 0x11 or 0x12."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from certification import signing
from certification.display.parameters import DAYS, DAYS_MOST
from certification.models import Credential
from certification.token import Claims, encode
from enforcement import clock
from enforcement.errors import Refusal
from enforcement.organisation.parameters import value


class TooLong(Refusal):
    """Refuse names that do not fit a code with a phone's signature."""

    sentence = _("The names on this credential are too long for a code on a phone.")
    remedy = _("Show the plain code or the card.")


def last_day(credential: Credential, at: datetime) -> date:
    """Return the last day of a token made now: a few days on, never beyond the credential."""
    on = clock.day_of(at)
    days = min(max(int(value(DAYS, agency=credential.agency, on=on)), 1), DAYS_MOST)
    return min(on + timedelta(days=days - 1), credential.valid_to)


def make(credential: Credential, public: bytes, *, at: datetime) -> tuple[bytes, date]:
    """Return the token for a phone's key (33 bytes) and its last day.

    Raises:
        TooLong: where the code would be. NoSigningKey, OtherKey: as :mod:`certification.signing` says.
    """
    starts_on, ends_on = clock.day_of(at), last_day(credential, at)
    signer = signing.signer_for(
        number=credential.number,
        starts_on=starts_on,
        at=at,
        agency=credential.agency,
        agency_name=credential.agency_name,
    )
    claims = replace(claims_of(credential), starts_on=starts_on, ends_on=ends_on)
    try:
        return encode(claims, signer, device=public), ends_on
    except ValueError as fault:
        raise TooLong from fault


def claims_of(credential: Credential) -> Claims:
    """Return what a credential's code says."""
    return Claims(
        sid=credential.sid, name=credential.name, agency=credential.agency_name, category=credential.category,
        number=credential.number, starts_on=credential.valid_from, ends_on=credential.valid_to,
        photo8=bytes.fromhex(credential.photo_sha256)[:8],
    )  # fmt: skip
