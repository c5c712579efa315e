"""What status enters elsewhere: its work in the timetable, its page in the menu, its alarm on the desk."""

from __future__ import annotations

from certification.status import jobs
from enforcement.jobs.timetable import every


def enter_all() -> None:
    """Enter everything."""
    every(jobs.EVERY_MINUTES, jobs.DUE, jobs.due)
