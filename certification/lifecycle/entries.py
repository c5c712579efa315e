"""What the life cycle enters elsewhere: its place in the menu and the list of things to do."""

from __future__ import annotations


def enter_all() -> None:
    """Enter everything."""
