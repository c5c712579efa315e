"""Ask for background work: the row first, in the caller's transaction, then a wake-up that may be lost without harm."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from enforcement.jobs.models import Job
from enforcement.jobs.register import KINDS

log = logging.getLogger("enforcement.jobs")
WAKE = timedelta(seconds=60)
"""How long a wake-up counts; the sweep sends another one after it."""
AT_ONCE = {"max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0}
"""A broker that is away is noticed in a moment; without a policy the library waits for two seconds."""


def enqueue(*, kind: str, arguments: Mapping[str, Any] | None = None, by_person_id: int | None, at: datetime) -> Job:
    """Enter a job in the caller's transaction and wake a worker once that is committed.

    Raises:
        KeyError: for a kind that nobody registered.
    """
    job = Job.objects.create(
        kind=KINDS[kind].code, arguments=dict(arguments or {}), owner_id=by_person_id, requested_at=at,
        leased_until=at + WAKE,
    )  # fmt: skip
    transaction.on_commit(partial(wake, job.pk))
    return job


def wake(job_id: int) -> None:
    """Tell a worker that a job waits. A broker that is away neither blocks nor fails: the sweep sends again."""
    try:
        celery = import_string(settings.CELERY_APPLICATION)
        celery.send_task("jobs.work", args=[job_id], retry_policy=AT_ONCE, expires=WAKE.total_seconds())
    except Exception as fault:  # noqa: BLE001 (each broker has errors of its own)
        log.warning("no wake-up for job %s: %s", job_id, fault)
