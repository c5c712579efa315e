"""Supervision matters: what supervisors take up, on the chart of supervision.

What it enters elsewhere.
"""

from __future__ import annotations


def enter_all() -> None:
    """Enter everything."""
