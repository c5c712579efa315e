"""The public value that the ledger itself gives: the root of its first checkpoint from a moment on.

Each leaf of the log holds 32 random bytes, so no one who acts here can know a root before it is published.
"""

from __future__ import annotations

from datetime import datetime

from enforcement.transparency.models import Checkpoint


def is_offered() -> bool:
    """Return whether this installation publishes checkpoints."""
    return Checkpoint.objects.exists()


def checkpoint_from(moment: datetime) -> Checkpoint | None:
    """Return the first checkpoint from a moment on, None before there is one."""
    return Checkpoint.objects.filter(published_at__gte=moment).order_by("published_at", "pk").first()


def published(moment: datetime) -> str:
    """Return size and root of the first checkpoint from a moment on, "" before there is one."""
    found = checkpoint_from(moment)
    return "" if found is None else f"{found.size} {bytes(found.root).hex()}"
