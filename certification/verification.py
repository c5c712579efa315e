"""What the public learns from a code: proven by its signature first, then by the register as it is now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from certification import queries, signing
from certification.token import Unverifiable, Verified, decode, from_digits

State = Literal["valid", "suspended", "ended", "expired", "superseded", "not_yet", "unknown"]
# State of the register → the state the page shows.
SHOWN: Final[dict[str, State]] = {
    "valid": "valid", "suspended": "suspended", "revoked": "ended", "cancelled": "ended", "lost": "ended",
    "expired": "expired", "superseded": "superseded", "not_yet": "not_yet",
}  # fmt: skip
COLUMNS: Final = (
    "number", "name", "agency_name", "fields", "area", "valid_from", "valid_to", "photo_sha256", "digits", "entry",
    "state", "agency__phone", "agency__name_en",
)  # fmt: skip


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


@dataclass(frozen=True, slots=True)
class Answer:
    """What the page shows. ``row`` holds the register's facts, empty where the code is not proven."""

    state: State
    words: Words
    row: dict[str, Any]
    reason: str | Promise = ""
    photo_proven: bool = False


def by_code(digits: str, *, on: date) -> Answer:
    """Return what a code is worth on a day: no query unless the signature is good, then one."""
    try:
        verified = decode(from_digits(digits), signing.public_keys())
    except Unverifiable as fault:
        return Answer("unknown", WORDS["unknown"], {}, fault.sentence)
    row = queries.with_state(on).filter(sid=verified.claims.sid).values(*COLUMNS).first()
    if row is None or row["digits"] != digits:
        return Answer("unknown", WORDS["unknown"], {}, _("The code is genuine, but the register has no such card."))
    return _answer(row, _same_photo(verified, row))


def by_number(*, number: str, name: str, on: date) -> Answer | None:
    """Return what the register says of a card by its number and the name on it, or None (one query)."""
    row = queries.with_state(on).filter(number=number, name=name).values(*COLUMNS).first()
    return _answer(row, proven=False) if row else None


def _answer(row: dict[str, Any], proven: bool) -> Answer:  # noqa: FBT001
    state = SHOWN[row["state"]]
    return Answer(state, WORDS[state], row, ENDED.get(row["entry"], "") if state == "ended" else "", proven)


def _same_photo(verified: Verified, row: dict[str, Any]) -> bool:
    return bool(bytes.fromhex(row["photo_sha256"])[:8] == verified.claims.photo8)
