"""How far a piece of work is, told by its function and seen on its page."""

from __future__ import annotations

import time
from datetime import datetime

from enforcement import clock
from enforcement.jobs.lease import LEASE, write
from enforcement.jobs.models import Job

PAUSE = 0.5
"""Seconds between two reports that are saved."""


class WorkTakenAway(Exception):
    """End a function whose job was cancelled, or given to another worker because this one was silent too long."""


class Progress:
    """What a job's function is given: who asked, when, and where to report."""

    def __init__(self, job: Job) -> None:
        """Take a job that this process holds."""
        self._job = job
        self._saved, self._before = 0.0, job.done
        self.done, self.total = 0, job.total

    @property
    def id(self) -> int:
        """The number of the job."""
        return self._job.pk

    @property
    def by_person_id(self) -> int | None:
        """Who asked for the work; None for the timetable."""
        return self._job.owner_id

    @property
    def requested_at(self) -> datetime:
        """When the work was asked for."""
        return self._job.requested_at

    def report(self, done: int, total: int | None = None) -> None:
        """Say how much is done, of how much; saved at most twice a second, which renews the lease too.

        Work that came further than the attempt before counts as a first attempt: only what dies twice at the same place
        is given up.

        Call it between acts, not inside a transaction, where nobody would see it.

        Raises:
            WorkTakenAway: if the job was cancelled meanwhile.
        """
        self.done = done
        self.total = self.total if total is None else total
        moment = time.monotonic()
        if moment - self._saved < PAUSE:
            return
        self._saved = moment
        further = {"attempts": 1} if self.done > self._before else {}
        if not write(self._job, done=self.done, total=self.total, leased_until=clock.now() + LEASE, **further):
            raise WorkTakenAway
