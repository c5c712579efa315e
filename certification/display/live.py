"""From a live code that was scanned to the notice of the visit it was shown for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from certification import signing
from certification.display import queries
from certification.token import Unverifiable, decode, from_digits


def notice_of_code(digits: str, *, at: datetime) -> str:
    """Return the secret of the visit announced on the phone that showed a live code, or "".

    The code need not be of this minute any more: who scanned it reads the page for a while first.
    """
    try:
        found = decode(from_digits(digits), signing.public_keys())
    except Unverifiable:
        return ""
    if found.shown_at is None:
        return ""
    shown_at = datetime.fromtimestamp(found.shown_at, UTC)
    if not timedelta(minutes=-2) <= at - shown_at <= timedelta(hours=queries.NOTICE_HOURS):
        return ""
    return queries.notice_of(sid=found.claims.sid, at=shown_at, device=found.device)
