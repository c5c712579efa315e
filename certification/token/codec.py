"""Sign claims into a token, and verify a token into claims."""

from __future__ import annotations

from collections.abc import Mapping

from certification import verifier
from certification.token.errors import refusing
from certification.token.signer import Signer
from certification.verifier import DEVICE, Claims, KeyRecord, Verified
from certification.verifier.base10 import MAX_TOKEN
from certification.verifier.codec import DOMAIN
from certification.verifier.dynamic import SHOWN_BYTES


def encode(claims: Claims, signer: Signer, *, device: bytes = b"") -> bytes:
    """Return the signed token of some claims.

    With ``device``, the public key of a telephone (33 bytes, a compressed point of P-256), it is the device token to
    which the telephone adds the time and its own signature. Raises ValueError where that would be too long for a code.
    """
    suite = signer.suite | (DEVICE if device else 0)
    body = bytes([suite]) + claims.to_array(signer.kid, device=device)
    token = body + signer.sign(DOMAIN + body)
    if len(token) + (SHOWN_BYTES if device else 0) > MAX_TOKEN:
        raise ValueError("the names are too long for a code shown on a telephone")
    return token


def decode(token: bytes, keys: Mapping[int, KeyRecord]) -> Verified:
    """Return what a code says, if a key of ``keys`` (by kid) signed it and was allowed to. Raises Unverifiable."""
    with refusing():
        return verifier.decode(token, keys)


def decode_device_token(token: bytes, keys: Mapping[int, KeyRecord]) -> Verified:
    """Return what a device token says before the telephone signed a time. Raises Unverifiable."""
    with refusing():
        return verifier.decode_device_token(token, keys)


def from_digits(digits: str) -> bytes:
    """Return the bytes of decimal digits. Raises Unverifiable(malformed)."""
    with refusing():
        return verifier.from_digits(digits)


def from_url(url: str) -> bytes:
    """Return the token in an address. Raises Unverifiable(malformed)."""
    with refusing():
        return verifier.from_url(url)
