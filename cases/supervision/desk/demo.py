"""The demo's board and figures: made anew at the end, since its acts were done without being watched."""

from __future__ import annotations

from cases.demo.people import Staff
from cases.supervision.desk.projecting import project_all
from cases.supervision.desk.rollups.anew import rebuild


def lay(_staff: Staff) -> None:
    """Make board and rollups from the rows."""
    rebuild()
    project_all()
