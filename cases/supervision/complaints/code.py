"""Tracking codes: twelve random digits, of which only the keyed digest is stored."""

from __future__ import annotations

import secrets
import unicodedata
from typing import Final

from enforcement.organisation.secrecy import fingerprint

DIGITS: Final = 12
GROUP: Final = 4


def new_code() -> str:
    """Return twelve random digits."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def in_groups(code: str) -> str:
    """Return a code as people read it: 1234 5678 9012."""
    return " ".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def plain(typed: str) -> str:
    """Return the digits of what was typed, full-width ones too, or "" if they are not a code's."""
    digits = "".join(sign for sign in unicodedata.normalize("NFKC", typed) if sign in "0123456789")
    return digits if len(digits) == DIGITS else ""


def digest(code: str) -> str:
    """Return the HMAC by which a complaint is found; without the key of the installation codes cannot be tried."""
    return fingerprint(f"complaint:{code}")
