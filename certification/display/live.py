"""Read a live code: the token of a phone, the second it was signed, and the phone's signature over both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from certification import signing
from certification.display import proof, queries
from certification.token import EPOCH, Claims, Unverifiable, from_digits
from certification.token.codec import DOMAIN
from certification.token.errors import Reason
from certification.token.suites import SIGNATURE_BYTES, SUITES
from certification.token.wire import read

BOUND: Final = 0x10
TIME: Final = 4


@dataclass(frozen=True, slots=True)
class Live:
    """What a genuine live code says: the claims of its short token, the phone's key, when the phone signed it."""

    claims: Claims
    public: bytes
    made_at: datetime


def is_live(token: bytes) -> bool:
    """Return whether a token is a live code by its first byte."""
    return bool(token[:1]) and token[0] & BOUND != 0


def decode(code: bytes) -> Live:
    """Return what a live code says once both its signatures are good. Raises Unverifiable."""
    token, time, by_phone = (
        code[: -SIGNATURE_BYTES - TIME],
        code[-SIGNATURE_BYTES - TIME : -SIGNATURE_BYTES],
        code[-64:],
    )
    body, signature = token[:-SIGNATURE_BYTES], token[-SIGNATURE_BYTES:]
    suite = SUITES.get(body[0] & ~BOUND) if body else None
    if suite is None:
        raise Unverifiable(Reason.UNKNOWN_SUITE)
    public, head = body[-proof.PUBLIC_BYTES :], body[-proof.PUBLIC_BYTES - 2 : -proof.PUBLIC_BYTES]
    if body[1:2] != b"\x8a" or head != bytes([0x58, proof.PUBLIC_BYTES]) or not proof.is_public(public):
        raise Unverifiable(Reason.MALFORMED)
    wire = read(b"\x89" + body[2 : -proof.PUBLIC_BYTES - 2])
    key = signing.public_keys().get(wire.kid)
    if key is None or key.suite != suite.code:
        raise Unverifiable(Reason.UNKNOWN_KEY)
    key.admit(number=str(wire.number), day=EPOCH + timedelta(days=wire.day))
    if not suite.verify(key.public, signature, DOMAIN + body) or not proof.is_signed(public, by_phone, token + time):
        raise Unverifiable(Reason.BAD_SIGNATURE)
    return Live(Claims.from_wire(wire), public, datetime.fromtimestamp(int.from_bytes(time), UTC))


def notice_of_code(digits: str, *, at: datetime) -> str:
    """Return the secret of the visit announced on the phone that showed a live code, or "".

    The code need not be of this minute any more: who scanned it reads the page for a while first.
    """
    try:
        code = from_digits(digits)
        found = decode(code) if is_live(code) else None
    except Unverifiable:
        return ""
    if found is None or not timedelta(minutes=-2) <= at - found.made_at <= timedelta(hours=queries.NOTICE_HOURS):
        return ""
    return queries.notice_of(sid=found.claims.sid, at=found.made_at, device=found.public)
