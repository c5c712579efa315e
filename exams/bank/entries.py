"""What this area enters elsewhere: parameters, menu, things to do, background work."""

from __future__ import annotations


def enter_all() -> None:
    """Enter everything."""
