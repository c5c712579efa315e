"""What status enters elsewhere: its work in the timetable."""

from __future__ import annotations


def enter_all() -> None:
    """Enter everything."""
