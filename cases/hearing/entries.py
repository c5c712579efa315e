"""Hearings as they are conducted: what this area enters elsewhere."""

from __future__ import annotations


def enter_all() -> None:
    """Enter everything."""
