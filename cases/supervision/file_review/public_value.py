"""The public value that the ledger itself gives: the root of its first checkpoint from a moment on."""

from __future__ import annotations

from datetime import datetime


def is_offered() -> bool:
    """Return whether this installation publishes checkpoints."""
    return False


def published(_from_at: datetime) -> str:
    """Return the root of the first checkpoint from a moment on, "" before there is one."""
    return ""
