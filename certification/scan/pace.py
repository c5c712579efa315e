"""Look-ups by number: nobody is refused; where very many come from one address, each waits a few seconds.

An office or an app's proxy may stand before thousands, so an address never locks anybody out. What is counted is how
many look-ups an address made this minute, in memory; which card was asked for is written nowhere: the ticket that the
browser carries through the wait holds only a digest of the question.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address, ip_network
from math import ceil
from typing import Final

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest

FREE: Final = 30
"""Look-ups of one address in a minute that need no wait."""
SHORTEST, LONGEST, EACH = 3.0, 30.0, 0.1
"""Seconds of the wait; it grows by ``EACH`` with every look-up more in the same minute."""
KEPT: Final = 600
SALT: Final = "certification.look-up"


@dataclass(frozen=True, slots=True)
class Wait:
    """Hold how long to wait and the ticket that lets the same question pass then."""

    seconds: int
    ticket: str


def wait_for(request: HttpRequest, question: str, *, at: datetime, what: str = "verify", free: int = 0) -> Wait | None:
    """Return the wait before a question is answered, or None. ``question`` is what was typed.

    Each ``what`` is counted apart; of it ``free`` a minute need no wait (``FREE`` if none are named).
    """
    now, digest = at.timestamp(), hashlib.sha256(question.encode()).hexdigest()[:16]
    due = _due(request.GET.get("ticket", ""), digest, now)
    if due is None:
        count = _count(what, address_of(request), at)
        if count <= (free or FREE):
            return None
        due = now + min(LONGEST, SHORTEST + EACH * (count - (free or FREE)))
    elif due <= now:
        return None
    return Wait(ceil(due - now), signing.dumps([digest, due], salt=SALT))


def address_of(request: HttpRequest) -> str:
    """Return the network a request comes from: behind our proxy the address it saw; of IPv6 the first 64 bits."""
    seen = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        seen = request.META.get("HTTP_X_FORWARDED_FOR", seen).split(",")[-1].strip()
    try:
        address = ip_address(seen)
    except ValueError:
        return ""
    return str(address) if address.version == 4 else str(ip_network((address, 64), strict=False))  # noqa: PLR2004


def _due(ticket: str, digest: str, now: float) -> float | None:
    """Return when the wait of a ticket for this question is over, or None for no such ticket or an old one."""
    try:
        asked, due = signing.loads(ticket, salt=SALT, max_age=KEPT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return float(due) if asked == digest and due > now - KEPT else None


def _count(what: str, address: str, at: datetime) -> int:
    key = f"{what}:{address}:{at:%H%M}"
    cache.add(key, 0, timeout=120)
    return cache.incr(key)
