"""The review of case files: draws, scores, objections, results.

What it enters elsewhere.
"""

from __future__ import annotations


def enter_all() -> None:
    """Enter everything."""
