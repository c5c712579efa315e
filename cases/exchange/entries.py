"""Bundles for other platforms, and the reading interface.

What it enters elsewhere.
"""

from __future__ import annotations


def enter_all() -> None:
    """Enter everything."""
