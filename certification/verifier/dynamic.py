"""The part of a code that a telephone adds: the time, signed with a key that never leaves it."""

from __future__ import annotations

from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from .refusal import Reason, Unverifiable

TIME_BYTES: Final = 4
SHOWN_BYTES: Final = TIME_BYTES + 64
"""What follows the device token: unix seconds u32 BE and r||s of ECDSA P-256 with SHA-256 over token and time."""


def split(code: bytes) -> tuple[bytes, bytes, bytes]:
    """Return the device token, the time and the device's signature."""
    token, shown = code[:-SHOWN_BYTES], code[-SHOWN_BYTES:]
    return token, shown[:TIME_BYTES], shown[TIME_BYTES:]


def check(device: bytes, signature: bytes, message: bytes) -> None:
    """Check the signature of a device (33 bytes, a compressed point). Raises Unverifiable(bad_device_signature)."""
    half = len(signature) // 2
    r, s = int.from_bytes(signature[:half]), int.from_bytes(signature[half:])
    try:
        key = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), device)
        key.verify(encode_dss_signature(r, s), message, ECDSA(SHA256()))
    except (InvalidSignature, ValueError) as error:
        raise Unverifiable(Reason.BAD_DEVICE_SIGNATURE) from error
