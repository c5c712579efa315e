"""What the supervisor's desk enters elsewhere: its nightly work."""

from __future__ import annotations

from cases.supervision.desk import nightly


def enter_all() -> None:
    """Enter everything."""
    nightly.begin()
