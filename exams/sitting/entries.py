"""What this area enters elsewhere: parameters, background work."""

from __future__ import annotations

from typing import Any

from enforcement import clock
from enforcement.actor import SYSTEM
from enforcement.jobs.timetable import every
from exams.sitting import parameters
from exams.sitting.delete_photos import delete_photos

DELETING = "exams.delete_photos"
EVERY_MINUTES = 1440


def enter_all() -> None:
    """Enter everything."""
    parameters.declare_all()
    every(EVERY_MINUTES, DELETING, delete_photos_over)


def delete_photos_over(job: Any) -> dict[str, Any]:  # noqa: ARG001 (every piece of work gets its progress)
    """Delete the photos whose day is over, batch by batch."""
    done, at = 0, clock.now()
    while count := delete_photos(by=SYSTEM, at=at):
        done += count
    return {"deleted": done}
