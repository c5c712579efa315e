"""Verify a token into claims.

A token is suite(1) || CBOR array || signature(64); signed are the six letters of DOMAIN, the suite and the array. In
the suites 0x11 and 0x12 the time and the signature of the device that shows it follow.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from . import dynamic
from .base10 import MAX_TOKEN
from .claims import EPOCH, Claims
from .merkle import leaf_of
from .records import KeyRecord
from .refusal import Reason, Unverifiable
from .suites import DEVICE, SIGNATURE_BYTES, Suite, known
from .wire import Wire, read

DOMAIN: Final = b"XZZFZ1"
"""Keeps a signature on a token from meaning anything elsewhere; it is signed, not sent."""

MIN_TOKEN: Final = 85
"""Bytes of the shortest token: one letter of name and of agency, and the least of every number."""


@dataclass(frozen=True, slots=True)
class Verified:
    """Hold what a genuine token says and the key that says so; validity on a day and status are judged by others.

    ``device`` is the public key of the telephone that shows a dynamic code (33 bytes; a static one has none), and
    ``shown_at`` the time it signed, in unix seconds; a device token alone has none yet.
    """

    claims: Claims
    key: KeyRecord
    device: bytes = b""
    shown_at: int | None = None


def decode(code: bytes, keys: Mapping[int, KeyRecord]) -> Verified:
    """Return what a code says, if a key of ``keys`` (by kid) signed it and was allowed to.

    Checks in this order: lengths, suite, shape, key, the key's scope and dates, signature; only then is text decoded,
    the agency compared, and the log of a compromised key and the device's signature looked at. Raises Unverifiable.
    """
    suite = _suite(code)
    if not code[0] & DEVICE:
        return _open(code, suite, keys)
    token, time, signature = dynamic.split(code)
    verified = _open(token, suite, keys)
    dynamic.check(verified.device, signature, token + time)
    return Verified(verified.claims, verified.key, verified.device, int.from_bytes(time))


def decode_device_token(token: bytes, keys: Mapping[int, KeyRecord]) -> Verified:
    """Return what a device token says before the device has signed a time. Raises Unverifiable."""
    suite = _suite(token)
    if not token[0] & DEVICE:
        raise Unverifiable(Reason.MALFORMED)
    return _open(token, suite, keys)


def _suite(code: bytes) -> Suite:
    if not MIN_TOKEN <= len(code) <= MAX_TOKEN:
        raise Unverifiable(Reason.MALFORMED)
    suite = known(code[0])
    if suite is None:
        raise Unverifiable(Reason.UNKNOWN_SUITE)
    return suite


def _open(token: bytes, suite: Suite, keys: Mapping[int, KeyRecord]) -> Verified:
    body, signature = token[:-SIGNATURE_BYTES], token[-SIGNATURE_BYTES:]
    wire = read(body[1:], device=bool(token[0] & DEVICE))
    key = keys.get(wire.kid)
    if key is None or key.suite != suite.code:
        raise Unverifiable(Reason.UNKNOWN_KEY)
    key.admit(number=str(wire.number), day=EPOCH + timedelta(days=wire.day))
    if not suite.verify(key.public, signature, DOMAIN + body):
        raise Unverifiable(Reason.BAD_SIGNATURE)
    claims = _claims(wire, body[1:])
    key.admit_signed(agency=claims.agency, leaf=leaf_of(token))
    return Verified(claims, key, wire.device)


def _claims(wire: Wire, array: bytes) -> Claims:
    try:
        claims = Claims.from_wire(wire)
    except ValueError as error:
        raise Unverifiable(Reason.MALFORMED) from error
    if claims.to_array(wire.kid, device=wire.device) != array:
        raise Unverifiable(Reason.MALFORMED)
    return claims
