"""Signatures by SM2 with SM3 (GB/T 32918.2), if the library that knows them is installed.

The signer's identity is the usual ``1234567812345678``. Signatures are 64 bytes r||s, public keys 64 bytes x||y.
Without tongsuopy nothing signed so can be verified, which is never the same as valid.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

try:
    from tongsuopy.crypto import hashes
    from tongsuopy.crypto.asymciphers import ec
    from tongsuopy.crypto.exceptions import InternalError, InvalidSignature

    AVAILABLE = True
except ImportError:  # pragma: no cover (proved by a test in a process of its own)
    AVAILABLE = False

HALF: Final = 32
PUBLIC_BYTES: Final = 64


def verify(public: bytes, signature: bytes, message: bytes) -> bool:
    """Say whether a public key, a signature and a message belong together."""
    if not AVAILABLE or len(public) != PUBLIC_BYTES or len(signature) != 2 * HALF:
        return False
    r, s = int.from_bytes(signature[:HALF]), int.from_bytes(signature[HALF:])
    try:
        _point(public).verify(encode_dss_signature(r, s), message, ec.ECDSA(hashes.SM3()))
    except (InvalidSignature, InternalError, ValueError):
        return False
    return True


@lru_cache(maxsize=64)
def _point(public: bytes) -> Any:
    x, y = int.from_bytes(public[:HALF]), int.from_bytes(public[HALF:])
    return ec.EllipticCurvePublicNumbers(x, y, ec.SM2()).public_key()
