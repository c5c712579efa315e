"""What the supervisor's desk enters elsewhere: its nightly work, and its lists among those whose filters are kept."""

from __future__ import annotations

from cases.finding.kept import LISTINGS
from cases.supervision.desk import nightly


def enter_all() -> None:
    """Enter everything."""
    nightly.begin()
    LISTINGS.update({"supervision_cases", "supervision_comparison"})
