"""Sign claims into a token, and verify a token into claims.

A token is suite(1) || CBOR array || signature(64); signed are the six letters of DOMAIN, the suite and the array.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from certification.token.base10 import MAX_TOKEN
from certification.token.claims import EPOCH, Claims
from certification.token.errors import Reason, Unverifiable
from certification.token.keys import KeyRecord
from certification.token.signer import Signer
from certification.token.suites import SIGNATURE_BYTES, SUITES
from certification.token.wire import read

DOMAIN: Final = b"XZZFZ1"
"""Keeps a signature on a token from meaning anything elsewhere; it is signed, not sent."""

MIN_TOKEN: Final = 85
"""Bytes of the shortest token: one letter of name and of agency, and the least of every number."""


@dataclass(frozen=True, slots=True)
class Verified:
    """Hold what a genuine token says and the key that says so; validity on a day and status are judged by others."""

    claims: Claims
    key: KeyRecord


def encode(claims: Claims, signer: Signer) -> bytes:
    """Return the signed token of some claims."""
    body = bytes([signer.suite]) + claims.to_array(signer.kid)
    return body + signer.sign(DOMAIN + body)


def decode(token: bytes, keys: Mapping[int, KeyRecord]) -> Verified:
    """Return what a token says, if a key of ``keys`` (by kid) signed it and was allowed to.

    Checks in this order: lengths, suite, shape, key, the key's scope and dates, signature; only then is text decoded.
    Raises Unverifiable.
    """
    if not MIN_TOKEN <= len(token) <= MAX_TOKEN:
        raise Unverifiable(Reason.MALFORMED)
    suite = SUITES.get(token[0])
    if suite is None:
        raise Unverifiable(Reason.UNKNOWN_SUITE)
    body, signature = token[:-SIGNATURE_BYTES], token[-SIGNATURE_BYTES:]
    wire = read(body[1:])
    key = keys.get(wire.kid)
    if key is None or key.suite != suite.code:
        raise Unverifiable(Reason.UNKNOWN_KEY)
    key.admit(number=str(wire.number), day=EPOCH + timedelta(days=wire.day))
    if not suite.verify(key.public, signature, DOMAIN + body):
        raise Unverifiable(Reason.BAD_SIGNATURE)
    try:
        claims = Claims.from_wire(wire)
    except ValueError as error:
        raise Unverifiable(Reason.MALFORMED) from error
    if claims.to_array(wire.kid) != body[1:]:
        raise Unverifiable(Reason.MALFORMED)
    return Verified(claims, key)
