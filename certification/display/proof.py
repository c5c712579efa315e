"""What a phone proves with its key: that it has it, for one act, over the words it sends (ECDSA P-256, SHA-256)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from django.utils.translation import gettext_lazy as _

from certification.display import challenge
from enforcement.errors import Refusal

DOMAIN: Final = "XZZFD1"
PUBLIC_BYTES: Final = 33
HALF: Final = 32


class NotThisPhone(Refusal):
    """Refuse what the phone's key did not sign."""

    sentence = _("The phone could not prove that it holds its key.")
    remedy = _("Reload the page. If it happens again, bind this phone anew.")


@dataclass(frozen=True, slots=True)
class Proof:
    """An answer of a phone: the challenge, the raw signature (r||s, 64 bytes) and the words signed with it."""

    challenge: str
    signature: bytes
    words: str = ""


def check(proof: Proof, *, act: str, public: bytes, at: datetime) -> None:
    """Check a proof for an act and spend its challenge.

    Raises:
        NotThisPhone: if the signature is not the key's. ChallengeOver: if the challenge is.
    """
    if not is_signed(public, proof.signature, message(proof, act)):
        raise NotThisPhone
    challenge.spend(proof.challenge, at=at)


def is_signed(public: bytes, signature: bytes, signed: bytes) -> bool:
    """Return whether a phone's key (33 bytes) made a raw signature (64 bytes) over a message."""
    if len(signature) != 2 * HALF or not is_public(public):
        return False
    r, s = int.from_bytes(signature[:HALF]), int.from_bytes(signature[HALF:])
    try:
        key = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), public)
        key.verify(encode_dss_signature(r, s), signed, ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def message(proof: Proof, act: str) -> bytes:
    """Return what a phone signs for an act."""
    return f"{DOMAIN}\n{act}\n{proof.challenge}\n{proof.words}".encode()


def is_public(public: bytes) -> bool:
    """Return whether bytes are a compressed point of P-256."""
    try:
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), public)
    except ValueError:
        return False
    return len(public) == PUBLIC_BYTES
