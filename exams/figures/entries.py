"""What statistics enter elsewhere: they are worked out by themselves some time after results were released."""

from __future__ import annotations

from typing import Any

from enforcement import clock
from enforcement.jobs.timetable import every
from exams.figures.before import stale
from exams.figures.compute import compute
from exams.models import Session

EVERY_MINUTES = 30


def enter_all() -> None:
    """Enter everything."""
    every(EVERY_MINUTES, "exams.statistics_due", work_out_due)


def work_out_due(job: Any) -> dict[str, Any]:
    """Work out the figures of released sessions whose results are newer than their figures."""
    released = Session.objects.filter(state=Session.State.RELEASED).order_by("-opens_at").values_list("pk", flat=True)
    due = [pk for pk in released if stale(pk)]
    for number, pk in enumerate(due, start=1):
        compute(session_id=pk, at=clock.now())
        job.report(number, len(due))
    return {"sessions": len(due)}
