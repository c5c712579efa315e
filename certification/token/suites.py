"""The signature suites this system can verify; the first byte of a token names one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

SIGNATURE_BYTES: Final = 64
"""Every suite signs in 64 raw bytes, so the size of the QR code does not depend on the suite."""

ED25519: Final = 0x01
"""RFC 8032. 0x02 is kept for SM2 with SM3 (GB/T 32918), 0x11 and 0x12 for the same two bound to a device."""


@dataclass(frozen=True, slots=True)
class Suite:
    """Hold the code, the name and the check of one suite."""

    code: int
    name: str
    verify: Callable[[bytes, bytes, bytes], bool]
    """Say whether (public key, signature, message) belong together."""


def _ed25519(public: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


SUITES: Final[dict[int, Suite]] = {ED25519: Suite(ED25519, "Ed25519", _ed25519)}
"""The registry. A code that is not here cannot be verified, which is never the same as valid."""
