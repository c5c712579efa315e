"""Let timers elapse: a wait that is over goes on, a right that was not used lapses. Run as often as one likes."""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from enforcement import clock
from enforcement.actor import SYSTEM
from enforcement.errors import Refusal
from enforcement.flowcharts.engine.advance import advance
from enforcement.flowcharts.models import Run, StepRecord
from enforcement.jobs.progress import Progress

log = logging.getLogger("enforcement.flowcharts")
MOST = 500


def tick(*, at: datetime, most: int = MOST) -> int:
    """Let the timers elapse whose time is over, each in its own transaction, and return how many did.

    A wait in days is over when its last day is; one by the clock, at its moment. A run that an act holds now is left
    for the next time, and so is a timer whose way on is refused.
    """
    over = Q(due_at__lte=at) | Q(due_at__isnull=True, due_on__lt=clock.day_of(at))
    waiting = (
        StepRecord.objects.filter(over, left_at__isnull=True, node__kind__in=["timer", "boundary"])
        .order_by(F("due_on").asc(nulls_last=True), "entered_at")
        .values_list("pk", "run_id")[:most]
    )
    return sum(_elapse(record_id, run_id, at) for record_id, run_id in list(waiting))


def _elapse(record_id: UUID, run_id: int, at: datetime) -> bool:
    try:
        with transaction.atomic():
            free = Run.objects.select_for_update(skip_locked=True).filter(pk=run_id, closed_at__isnull=True).first()
            still = StepRecord.objects.filter(pk=record_id, left_at__isnull=True).exists()
            if free is None or not still:
                return False
            advance(run_id=run_id, by=SYSTEM, at=at, record_id=record_id, verb="elapse")
    except Refusal:
        log.exception("the timer %s of run %s could not go on", record_id, run_id)
        return False
    return True


def work(job: Progress) -> dict[str, int]:  # noqa: ARG001 (what the timetable gives)
    """Do the timed work of one period."""
    return {"elapsed": tick(at=clock.now())}
