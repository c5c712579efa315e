"""Numbers that an address or a form asks for, whatever was typed there."""

from __future__ import annotations

MOST = 9
"""Digits: more are no year, version or id of anything here."""


def number(given: str) -> int | None:
    """Return a number from 0 on, None for anything else."""
    return int(given) if given.isdecimal() and len(given) <= MOST else None
