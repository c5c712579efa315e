"""The tasks that Celery runs. They carry numbers alone: what is to be done stands in the rows."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from celery.signals import worker_ready

from enforcement import clock
from enforcement.jobs.perform import perform
from enforcement.jobs.sweep import sweep
from enforcement.jobs.timetable import tick


@shared_task(name="jobs.work")
def work(job_id: int) -> None:
    """Do one job."""
    perform(job_id=job_id)


@shared_task(name="jobs.tick")
def beat() -> None:
    """Ask for what the timetable has due and bring back what was lost."""
    at = clock.now()
    tick(at=at)
    sweep(at=at)


@worker_ready.connect
def begin(**_: Any) -> None:
    """Do at once what was due or lost while no worker ran."""
    at = clock.now()
    tick(at=at)
    sweep(at=at, restarted=True)
