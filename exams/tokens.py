"""The token of a sitting: who may write into which row under which lease, without a session or a database query."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from enforcement.errors import Refusal

VISITOR = 0
"""The lease of a browser that may look and take over, but not write: no sitting under way has it."""


class TokenRefused(Refusal):
    """Refuse a token that is missing, altered, for another sitting or too old."""

    status = 401
    sentence = _("This page is no longer connected to your paper.")
    remedy = _("Your answers are kept on this computer. Reload the page; sign in again if asked.")


@dataclass(frozen=True, slots=True)
class Token:
    """What a token says: the sitting, the lease, and when it ends (seconds since 1970)."""

    sitting: int
    lease: int
    exp: int


@lru_cache(maxsize=4)
def _key(secret: str) -> bytes:
    return hashlib.sha256(b"exams.sitting.1:" + secret.encode()).digest()


def _sign(body: str) -> str:
    mac = hmac.new(_key(settings.SECRET_KEY), body.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(mac).decode().rstrip("=")


def seal(token: Token) -> str:
    """Return a token as text: base64url of its JSON, a full stop, base64url of its HMAC-SHA-256."""
    plain = json.dumps([token.sitting, token.lease, token.exp], separators=(",", ":"))
    body = base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")
    return f"{body}.{_sign(body)}"


def unseal(text: str, *, now: float) -> Token:
    """Return what a token says.

    Raises:
        TokenRefused: if it was altered or has ended.
    """
    body, _point, mac = text.partition(".")
    if not body.isascii() or not mac.isascii() or not hmac.compare_digest(mac, _sign(body)):
        raise TokenRefused
    token = Token(*json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))))
    if token.exp < now:
        raise TokenRefused
    return token
