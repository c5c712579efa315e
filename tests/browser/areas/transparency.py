"""Pages of enforcement.transparency: who looks at each, and at what (see tests/browser/pages.py)."""

from __future__ import annotations

from typing import Any

from enforcement import clock
from enforcement.transparency.addresses import place_of
from enforcement.transparency.models import Fingerprint
from enforcement.transparency.proving import proof_at
from enforcement.transparency.publish_checkpoint import publish_checkpoint
from enforcement.transparency.sequence_entries import sequence_entries


def _proof(_town: Any) -> list[tuple[int, int, str]]:
    """The proof of the first paper in the log."""
    sequence_entries(at=clock.now())
    publish_checkpoint(at=clock.now())
    first = Fingerprint.objects.earliest("leaf_index")
    found = proof_at(first.leaf_index, first.place)
    assert found is not None
    return [place_of(found)]


PAGES_OF: dict = {
    "log_about": ("", None), "log_check": ("", None), "log_proof": ("", _proof), "log_checkpoints": ("", None),
    "log_state": ("justice.supervisor", None),
}  # fmt: skip
NO_PAGES: list[str] = [
    "log_checkpoint", "log_checkpoint_of", "log_keys", "log_tile", "log_verifier", "log_proof_text", "log_verify",
]  # fmt: skip
