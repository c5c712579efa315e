"""What this area enters elsewhere: parameters, menu, things to do, background work."""

from __future__ import annotations

from enforcement.jobs.timetable import every
from exams.administration import parameters
from exams.administration.roster import work


def enter_all() -> None:
    """Enter everything."""
    parameters.declare_all()
    every(work.DAILY, work.CLEANING, work.clean)
