"""The supervisor's desk: rollups, comparison of agencies, saved filters.

What it enters elsewhere.
"""

from __future__ import annotations


def enter_all() -> None:
    """Enter everything."""
