"""What batches enter elsewhere: their place in the menu."""

from __future__ import annotations


def enter_all() -> None:
    """Enter everything."""
