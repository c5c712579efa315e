"""Service of papers and publication of decisions: what this area enters elsewhere."""

from __future__ import annotations


def enter_all() -> None:
    """Enter everything."""
