"""The token of a sitting: who may write into which row under which lease, without a session or a database query."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from enforcement.errors import Refusal
from exams.models import Session, Sitting

VISITOR = 0
"""The lease of a browser that may look, start and take over, but not write: no sitting under way has it."""
AFTERWARDS = timedelta(hours=24)
"""How long after the end a token still lets a browser ask how its sitting stands and hand in what it has left."""


class TokenRefused(Refusal):
    """Refuse a token that is missing, altered, for another sitting or too old."""

    status = 401
    sentence = _("This page is no longer connected to your paper.")
    remedy = _("Your answers are kept on this computer. Reload the page; sign in again if asked.")


@dataclass(frozen=True, slots=True)
class Token:
    """What a token says: the sitting, the lease, form and seed of its paper, its session, its end (seconds of 1970)."""

    sitting: int
    lease: int
    form: int
    seed: int
    session: int
    exp: int


@lru_cache(maxsize=4)
def _key(secret: str) -> bytes:
    return hashlib.sha256(b"exams.sitting.2:" + secret.encode()).digest()


def _sign(body: bytes) -> bytes:
    return base64.urlsafe_b64encode(hmac.digest(_key(settings.SECRET_KEY), body, "sha256")).rstrip(b"=")


def seal(token: Token) -> str:
    """Return a token as text: base64url of its JSON, a full stop, base64url of its HMAC-SHA-256."""
    facts = [token.sitting, token.lease, token.form, token.seed, token.session, token.exp]
    body = base64.urlsafe_b64encode(json.dumps(facts, separators=(",", ":")).encode()).rstrip(b"=")
    return (body + b"." + _sign(body)).decode()


def unseal(text: str, *, now: float) -> Token:
    """Return what a token says.

    Raises:
        TokenRefused: if it was altered or has ended.
    """
    body, _point, mac = text.encode("ascii", "replace").partition(b".")
    if not hmac.compare_digest(mac, _sign(body)):
        raise TokenRefused
    try:
        token = Token(*json.loads(base64.urlsafe_b64decode(body + b"=" * (-len(body) % 4))))
    except (ValueError, TypeError, binascii.Error):
        raise TokenRefused from None
    if token.exp < now:
        raise TokenRefused
    return token


def token_of(*, sitting: Sitting, session: Session, lease: int = VISITOR) -> str:
    """Return the token that a page hands to a candidate's browser."""
    last = max(sitting.deadline_at or session.closes_at, sitting.admit_until or session.closes_at, session.closes_at)
    return seal(Token(sitting.pk, lease, sitting.form_id, sitting.seed, session.pk, _end(last)))


def with_lease(token: Token, *, lease: int, deadline_at: datetime) -> str:
    """Return the token of a browser that now writes."""
    return seal(replace(token, lease=lease, exp=max(token.exp, _end(deadline_at))))


def _end(moment: datetime) -> int:
    return int((moment + AFTERWARDS).timestamp())
