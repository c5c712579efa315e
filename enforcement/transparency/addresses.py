"""The address on the page of a proof: place in the log, and the blind that only its holder knows."""

from __future__ import annotations

from base64 import urlsafe_b64encode

from django.conf import settings
from django.urls import reverse

from enforcement.transparency.verifier.proof import Proof


def place_of(proof: Proof) -> tuple[int, int, str]:
    """Return index, place and blind of the first commitment that a proof opens."""
    one = proof.opened[0]
    return proof.index, one.place, urlsafe_b64encode(one.blind).rstrip(b"=").decode()


def page_of(proof: Proof) -> str:
    """Return the path of the public page that shows a proof."""
    return reverse("log_proof", args=place_of(proof))


def address_of(proof: Proof) -> str:
    """Return the whole address of that page, for a QR code."""
    return settings.PUBLIC_URL + page_of(proof)
