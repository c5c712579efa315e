"""When a live code was scanned: whoever then asks for the other language has not scanned it again."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Final

from django.core import signing

SALT: Final = "certification.scanned"
KEPT: Final = 600
"""Seconds for which a page of a live code may be shown again in another language or size."""


def stamp(digits: str, *, at: datetime) -> str:
    """Return a signed note that a code was scanned at a moment."""
    return signing.dumps([_digest(digits), int(at.timestamp())], salt=SALT)


def scanned_at(noted: str, digits: str, *, now: datetime) -> datetime:
    """Return when a code was scanned by the note, else now."""
    try:
        digest, at = signing.loads(noted, salt=SALT, max_age=KEPT)
    except (signing.BadSignature, ValueError, TypeError):
        return now
    return datetime.fromtimestamp(at, UTC) if digest == _digest(digits) else now


def _digest(digits: str) -> str:
    return hashlib.sha256(digits.encode()).hexdigest()[:16]
