"""What exports enter elsewhere."""

from __future__ import annotations


def enter_all() -> None:
    """Enter everything."""
