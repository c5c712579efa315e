"""The signature suites; the first byte of a code names one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from . import sm2

SIGNATURE_BYTES: Final = 64
"""Every suite signs in 64 raw bytes, so the size of the QR code does not depend on the suite."""

ED25519: Final = 0x01
"""RFC 8032."""
SM2: Final = 0x02
"""SM2 with SM3, GB/T 32918."""
DEVICE: Final = 0x10
"""Added to a suite where a telephone shows the code and signs the time."""


@dataclass(frozen=True, slots=True)
class Suite:
    """Hold the code, the name and the check of one suite."""

    code: int
    name: str
    algorithm: str
    """Its name in the header of a JWS."""
    public_bytes: int
    verify: Callable[[bytes, bytes, bytes], bool]
    """Say whether (public key, signature, message) belong together."""


def _ed25519(public: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


SUITES: Final[dict[int, Suite]] = {
    ED25519: Suite(ED25519, "Ed25519", "EdDSA", 32, _ed25519),
    SM2: Suite(SM2, "SM2", "SM2SM3", 64, sm2.verify),
}
"""The registry. A code that is not here cannot be verified, which is never the same as valid."""


def known(code: int) -> Suite | None:
    """Return a suite that can be verified here, by the first byte of a code, or None."""
    suite = SUITES.get(code & ~DEVICE)
    return None if suite is None or (suite.code == SM2 and not sm2.AVAILABLE) else suite
