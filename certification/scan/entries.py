"""What checking enters elsewhere: its place in the menu."""

from __future__ import annotations


def enter_all() -> None:
    """Enter everything."""
