"""The log of the demo: every entry in its place, and one checkpoint over all."""

from __future__ import annotations

from typing import Any

from enforcement import clock
from enforcement.transparency.publish_checkpoint import publish_checkpoint
from enforcement.transparency.sequence_entries import sequence_entries


def lay(_staff: Any) -> None:
    """Give the entries their places and sign the log; the night verifies it."""
    at = clock.now()
    sequence_entries(at=at)
    publish_checkpoint(at=at)
