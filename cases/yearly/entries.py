"""Yearly reports, and the work of the law office.

What it enters elsewhere.
"""

from __future__ import annotations

from cases.yearly import parameters


def enter_all() -> None:
    """Enter everything."""
    parameters.declare_all()
