"""What a phone proves with its key: that it has it, for one act, over the words it sends (ECDSA P-256, SHA-256)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from certification.display import challenge
from certification.verifier import Unverifiable, dynamic
from enforcement.errors import Refusal

DOMAIN: Final = "XZZFD1"
PUBLIC_BYTES: Final = 33
SIGNATURE_BYTES: Final = 64


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
    if len(public) != PUBLIC_BYTES or len(proof.signature) != SIGNATURE_BYTES:
        raise NotThisPhone
    try:
        dynamic.check(public, proof.signature, message(proof, act))
    except Unverifiable as fault:
        raise NotThisPhone from fault
    challenge.spend(proof.challenge, at=at)


def message(proof: Proof, act: str) -> bytes:
    """Return what a phone signs for an act."""
    return f"{DOMAIN}\n{act}\n{proof.challenge}\n{proof.words}".encode()
