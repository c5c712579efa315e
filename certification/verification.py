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
    "expired": "expired", "superseded": "superseded", "not_yet": "not_yet",
}  # fmt: skip
SCREENSHOT: Final = 60
"""Seconds after which the code on a phone is no longer the one that is shown there."""
# One statement by hand: building it through the ORM took four times as long as all the rest of the page. The last part
# is the setting of the supervising office's number: that of the nearest agency up the tree that set one.
SELECT: Final = """
SELECT c.number, c.name, c.agency_name, c.fields, c.area, c.valid_from, c.valid_to, c.photo_sha256, c.digits,
       a.phone, a.name_en, s.status, s.from_on, p.contact
FROM certification_credential c
JOIN organisation_agency a ON a.id = c.agency_id
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


@dataclass(frozen=True, slots=True)
class Answer:
    """What the page shows. ``row`` holds the register's facts, none where the code is not proven.

    ``reason`` is a code that ``scan.words`` says; ``live`` tells a code that a phone has just shown from a printed one.
    """

    state: str
    row: Card | None = None
    reason: str = ""
    photo_proven: bool = False
    live: bool = False


def by_code(digits: str, *, at: datetime) -> Answer:
    """Return what a code is worth at a moment: no query unless the signature is good, then one."""
    try:
        verified = decode(from_digits(digits), signing.public_keys())
    except Unverifiable as fault:
        return Answer("unknown", reason=fault.reason.value)
    on = clock.day_of(at)
    card = _read(BY_SID, on, verified.claims.sid)
    if card is None or not _is_that(card, verified, digits):
        return Answer("unknown", reason="not_registered")
    answer = _answer(card, on=on, proven=same_photo(verified, card))
    return _of_phone(answer, verified, at=at) if verified.device and answer.state == "valid" else answer


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


def _of_phone(answer: Answer, verified: Verified, *, at: datetime) -> Answer:
    """Return a valid card's answer as the phone shows it: its short life over, perhaps a screenshot, or live."""
    if not verified.claims.covers(clock.day_of(at)):
        return Answer("expired", answer.row, "device_code", answer.photo_proven)
    if verified.shown_at is None or abs(at.timestamp() - verified.shown_at) > SCREENSHOT:
        return Answer("screenshot", answer.row, "", answer.photo_proven)
    return Answer("valid", answer.row, "", answer.photo_proven, live=True)


def _answer(card: Card, *, on: date, proven: bool) -> Answer:
    found, _since = state_by(card.status or "", card.since, valid_from=card.valid_from, valid_to=card.valid_to, on=on)
    return Answer(SHOWN[found], card, found if SHOWN[found] == "ended" else "", proven)


def _read(statement: str, on: date, *keys: int | str) -> Card | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [on, CONTACT, on, *keys])
        row = cursor.fetchone()
    return Card._make((*row[:3], tuple(json.loads(row[3])), *row[4:])) if row else None
