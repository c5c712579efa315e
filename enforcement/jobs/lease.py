"""Who works on a job: one conditional update gives the lease, so two workers never have the same job."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q

from enforcement.jobs.models import Job
from enforcement.jobs.worker import is_gone, me

LEASE = timedelta(seconds=120)
"""How long a worker may be silent; each report of progress begins it anew."""
ATTEMPTS = 3
MOMENT = timedelta(microseconds=1)


def lapsed(at: datetime) -> Q:
    """Return the test of a job whose worker fell silent."""
    return Q(state=Job.State.RUNNING, leased_until__lt=at)


def take(*, job_id: int, at: datetime) -> Job | None:
    """Take a job that waits, or whose worker fell silent; None if there is nothing to take."""
    token = secrets.token_hex(16)
    taken = Job.objects.filter(Q(state=Job.State.WAITING) | lapsed(at), pk=job_id, attempts__lt=ATTEMPTS).update(
        state=Job.State.RUNNING, lease=token, worker=me(), leased_until=at + LEASE, attempts=F("attempts") + 1
    )
    return Job.objects.get(pk=job_id) if taken else None


def release_dead(at: datetime) -> None:
    """Let the leases lapse whose process on this machine has ended, without waiting for their time."""
    running = Job.objects.filter(state=Job.State.RUNNING, leased_until__gte=at)
    for pk, lease, worker in running.values_list("pk", "lease", "worker"):
        if is_gone(worker):
            Job.objects.filter(pk=pk, lease=lease, state=Job.State.RUNNING).update(leased_until=at - MOMENT)


def write(job: Job, **values: Any) -> bool:
    """Write values while the lease is still ours; return whether it was."""
    return bool(Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, lease=job.lease).update(**values))
