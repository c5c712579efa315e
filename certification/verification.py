"""What the public learns from a code: proven by its signature first, then by the register as it is now."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple

from django.db import connection

from certification import signing
from certification.scan.parameters import CONTACT
from certification.standing import state_by
from certification.token import Unverifiable, Verified, decode, from_digits
from enforcement import clock

# State of the register → the state the page shows.
SHOWN: Final = {
    "valid": "valid", "suspended": "suspended", "revoked": "ended", "cancelled": "ended", "lost": "ended",
    "expired": "expired", "superseded": "superseded", "not_yet": "not_yet", "lapsed": "ended",
}  # fmt: skip
SCREENSHOT: Final = 60
"""Seconds after which the code on a phone is no longer the one that is shown there."""
# One statement by hand: building it through the ORM took four times as long as all the rest of the page. ``d`` is the
# phone that shows a live code; ``p`` the number to call, as the nearest agency up the tree that set one has it.
SELECT: Final = """
SELECT c.number, c.name, c.agency_name, c.fields, c.area, c.valid_from, c.valid_to, c.photo_sha256, c.digits,
       a.phone, a.name_en, s.status, s.from_on, p.contact,
       d.id, d.withdrawn_at
FROM certification_credential c
JOIN organisation_agency a ON a.id = c.agency_id
LEFT JOIN certification_bounddevice d ON d.credential_id = c.id AND d.public = %s
LEFT JOIN LATERAL (
    SELECT status, from_on FROM certification_credentialstatus
    WHERE credential_id = c.id AND from_on <= %s ORDER BY from_on DESC, id DESC LIMIT 1
) s ON true
LEFT JOIN LATERAL (
    SELECT value #>> '{}' AS contact FROM organisation_parametervalue
    WHERE code = %s AND from_on <= %s AND a.path LIKE '%%/' || agency_id || '/%%'
    ORDER BY position('/' || agency_id || '/' IN a.path) DESC, from_on DESC LIMIT 1
) p ON true
"""
BY_SID: Final = SELECT + "WHERE c.sid = %s"
BY_NUMBER: Final = SELECT + "WHERE c.number = %s AND c.name = %s"


class Card(NamedTuple):
    """What the register says of one card, with the last entry of its history that had begun."""

    number: str
    name: str
    agency_name: str
    fields: tuple[str, ...]
    area: str
    valid_from: date
    valid_to: date
    photo_sha256: str
    digits: str
    phone: str
    agency_en: str
    status: str | None
    since: date | None
    contact: str | None
    phone_id: int | None
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the page shows. ``row`` holds the register's facts, none where the code is not proven.

    ``reason`` is a code that ``scan.words`` says; ``live`` are the digits of a code that a phone has just shown.
    """

    state: str
    row: Card | None = None
    reason: str = ""
    photo_proven: bool = False
    live: str = ""


def by_code(digits: str, *, at: datetime, scanned_at: datetime | None = None) -> Answer:
    """Return what a code is worth at a moment: no query unless the signature is good, then one.

    ``scanned_at`` is the moment at which the code of a phone must have been of that minute, if not ``at``.
    """
    try:
        verified = decode(from_digits(digits), signing.public_keys())
    except Unverifiable as fault:
        return Answer("unknown", reason=fault.reason.value)
    on = clock.day_of(at)
    card = _read(BY_SID, on, verified.claims.sid, device=verified.device)
    if card is None or not _is_that(card, verified, digits):
        return Answer("unknown", reason="not_registered")
    answer = _answer(card, on=on, proven=same_photo(verified, card))
    if not verified.device or answer.state != "valid":
        return answer
    state, reason = _of_phone(card, verified, on=on, scanned_at=scanned_at or at)
    return Answer(state, card, reason, answer.photo_proven, live=digits if state == "valid" else "")


def by_number(*, number: str, name: str, on: date) -> Answer | None:
    """Return what the register says of a card by its number and the name on it, or None (one query)."""
    card = _read(BY_NUMBER, on, number, name)
    return _answer(card, on=on, proven=False) if card else None


def same_photo(verified: Verified, card: Card) -> bool:
    """Return whether the register's photo is the one that was signed."""
    return bytes.fromhex(card.photo_sha256)[:8] == verified.claims.photo8


def _is_that(card: Card, verified: Verified, digits: str) -> bool:
    """Return whether the register holds this very token, or the card that a phone's token was made for."""
    claims = verified.claims
    if not verified.device:
        return card.digits == digits
    return (card.number, card.name, card.agency_name) == (claims.number, claims.name, claims.agency)


def _of_phone(card: Card, verified: Verified, *, on: date, scanned_at: datetime) -> tuple[str, str]:
    """Return state and reason of a valid card on a phone: the phone withdrawn, its code run out, a screenshot, live."""
    if card.phone_id is None:
        return "unknown", "unknown_phone"
    if card.withdrawn_at is not None:
        return "ended", "phone_withdrawn"
    if not verified.claims.covers(on):
        return "expired", "device_code"
    late = verified.shown_at is None or abs(scanned_at.timestamp() - verified.shown_at) > SCREENSHOT
    return ("screenshot" if late else "valid"), ""


def _answer(card: Card, *, on: date, proven: bool) -> Answer:
    found, _since = state_by(card.status or "", card.since, valid_from=card.valid_from, valid_to=card.valid_to, on=on)
    return Answer(SHOWN[found], card, found if SHOWN[found] == "ended" else "", proven)


def _read(statement: str, on: date, *keys: int | str, device: bytes = b"") -> Card | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [device, on, CONTACT, on, *keys])
        row = cursor.fetchone()
    return Card._make((*row[:3], tuple(json.loads(row[3])), *row[4:])) if row else None
