"""How the state of a credential is said, and what to do: on the page, on the phone, and to other systems."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Tone = Literal["ok", "warn", "stop"]


@dataclass(frozen=True, slots=True)
class Words:
    """Hold the title, what to do, and the tone: colour and shape (green tick, amber triangle, red octagon)."""

    title: str | Promise
    advice: str | Promise
    tone: Tone


_REFUSE: Final = _("You may refuse the inspection. Write down the number and report it.")
WORDS: Final[dict[str, Words]] = {
    "valid": Words(
        _("Valid"), _("Compare the face with the photo. If they are not the same person, call the agency."), "ok"
    ),
    "suspended": Words(_("Suspended: may not enforce now"), _REFUSE, "stop"),
    "ended": Words(_("No longer valid"), _REFUSE, "stop"),
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
    "screenshot": Words(
        _("Perhaps a screenshot"),
        _("The code on a phone changes every 15 seconds. Ask the officer to open it again, then scan it at once."),
        "warn",
    ),
    "device_code": Words(
        _("The code on the phone has run out"),
        _("Ask the officer to renew it online, or to show the card."), "warn",
    ),
    "phone_withdrawn": Words(
        _("This phone may no longer show the credential"),
        _("It was lost, given away or replaced. Ask for the card, and report it."), "stop",
    ),
    "unchecked": Words(
        _("Signature genuine, state not checked"),
        _("It may have been suspended or revoked meanwhile. Ask the register, or call the agency."), "warn",
    ),
}  # fmt: skip
OF_PHONES: Final = ("device_code", "phone_withdrawn")
ENDED: Final = {
    "revoked": _("Revoked"), "cancelled": _("Cancelled"), "lost": _("Reported lost"), "lapsed": _("Lapsed unchecked"),
}  # fmt: skip
REASONS: Final[dict[str, str | Promise]] = {
    "malformed": _("This is not the code of a credential, or it was read incompletely. Scan it again."),
    "unknown_suite": _("This code is signed in a way that cannot be verified here."),
    "unknown_key": _("This code is signed with a key that is not on the list of the issuers' keys."),
    "key_out_of_scope": _("This code is signed with a key that may not sign such a credential."),
    "key_compromised": _("This code is signed with a key that was withdrawn because it fell into other hands."),
    "bad_signature": _("The signature of this code is wrong. The credential may be forged or altered."),
    "bad_device_signature": _("The phone that shows this code is not the one it was given to."),
    "unknown_phone": _("The phone that shows this code is not registered for this credential."),
    "not_registered": _("The code is genuine, but the register has no such card."),
}


def words_of(state: str, reason: str = "") -> Words:
    """Return the words of a state; what is the matter with the phone alone has its own, for the card may be valid."""
    return WORDS[reason if reason in OF_PHONES else state]


def sentence(reason: str) -> str | Promise:
    """Return the sentence of a reason, or "" where the title says it all."""
    return REASONS.get(reason) or ENDED.get(reason) or ""
