"""What the public learns from a code: proven by its signature first, then by the register as it is now."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, NamedTuple

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from certification import signing
from certification.standing import state_by
from certification.token import Unverifiable, Verified, decode, from_digits

State = Literal["valid", "suspended", "ended", "expired", "superseded", "not_yet", "unknown"]
# State of the register → the state the page shows.
SHOWN: Final[dict[str, State]] = {
    "valid": "valid", "suspended": "suspended", "revoked": "ended", "cancelled": "ended", "lost": "ended",
    "expired": "expired", "superseded": "superseded", "not_yet": "not_yet",
}  # fmt: skip
# One statement by hand: building it through the ORM took four times as long as all the rest of the page.
SELECT: Final = """
SELECT c.number, c.name, c.agency_name, c.fields, c.area, c.valid_from, c.valid_to, c.photo_sha256, c.digits,
       a.phone, a.name_en, s.status, s.from_on
FROM certification_credential c
JOIN organisation_agency a ON a.id = c.agency_id
LEFT JOIN LATERAL (
    SELECT status, from_on FROM certification_credentialstatus
    WHERE credential_id = c.id AND from_on <= %s ORDER BY from_on DESC, id DESC LIMIT 1
) s ON true
"""
BY_SID: Final = SELECT + "WHERE c.sid = %s"
BY_NUMBER: Final = SELECT + "WHERE c.number = %s AND c.name = %s"


@dataclass(frozen=True, slots=True)
class Words:
    """How a state is said, and what to do."""

    title: str | Promise
    advice: str | Promise
    tone: str


WORDS: Final[dict[State, Words]] = {
    "valid": Words(
        _("Valid"), _("Compare the face with the photo. If they are not the same person, call the agency."), "ok"
    ),
    "suspended": Words(
        _("Suspended: may not enforce now"),
        _("You may refuse the inspection. Write down the number and report it."), "stop",
    ),
    "ended": Words(
        _("No longer valid"), _("You may refuse the inspection. Write down the number and report it."), "stop"
    ),
    "expired": Words(_("Expired"), _("You may refuse the inspection. Ask for a valid credential."), "stop"),
    "superseded": Words(
        _("Superseded by a newer credential"), _("Ask the officer to show the newer one. This one is void."), "stop"
    ),
    "not_yet": Words(_("Not yet valid"), _("You may refuse the inspection until the first day of validity."), "stop"),
    "unknown": Words(
        _("Cannot be verified"),
        _("This code was not signed by the issuer, or was altered. Do not rely on it: ask for the card and report it."),
        "stop",
    ),
}  # fmt: skip
ENDED: Final = {"revoked": _("Revoked"), "cancelled": _("Cancelled"), "lost": _("Reported lost")}


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


@dataclass(frozen=True, slots=True)
class Answer:
    """What the page shows. ``row`` holds the register's facts, none where the code is not proven."""

    state: State
    words: Words
    row: Card | None = None
    reason: str | Promise = ""
    photo_proven: bool = False


def by_code(digits: str, *, on: date) -> Answer:
    """Return what a code is worth on a day: no query unless the signature is good, then one."""
    try:
        verified = decode(from_digits(digits), signing.public_keys())
    except Unverifiable as fault:
        return Answer("unknown", WORDS["unknown"], reason=fault.sentence)
    card = _read(BY_SID, on, verified.claims.sid)
    if card is None or card.digits != digits:
        return Answer("unknown", WORDS["unknown"], reason=_("The code is genuine, but the register has no such card."))
    return _answer(card, on=on, proven=same_photo(verified, card))


def by_number(*, number: str, name: str, on: date) -> Answer | None:
    """Return what the register says of a card by its number and the name on it, or None (one query)."""
    card = _read(BY_NUMBER, on, number, name)
    return _answer(card, on=on, proven=False) if card else None


def same_photo(verified: Verified, card: Card) -> bool:
    """Return whether the register's photo is the one that was signed."""
    return bytes.fromhex(card.photo_sha256)[:8] == verified.claims.photo8


def _answer(card: Card, *, on: date, proven: bool) -> Answer:
    found, _since = state_by(card.status or "", card.since, valid_from=card.valid_from, valid_to=card.valid_to, on=on)
    state = SHOWN[found]
    return Answer(state, WORDS[state], card, ENDED.get(found, ""), proven)


def _read(statement: str, on: date, *keys: int | str) -> Card | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [on, *keys])
        row = cursor.fetchone()
    return Card._make((*row[:3], tuple(json.loads(row[3])), *row[4:])) if row else None
