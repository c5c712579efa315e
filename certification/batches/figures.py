"""How far a batch is: counts by state, the share done, the time left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from certification.batches import items
from certification.batches.holding import is_working
from certification.models import IssueBatch, IssueItem
from enforcement.jobs.models import Job

State = IssueItem.State
STAGES = (IssueBatch.Stage.CHECK, IssueBatch.Stage.SIGN, IssueBatch.Stage.DRAW, IssueBatch.Stage.PACK)
ENOUGH = 3.0
"""Seconds of a stage before its speed says anything."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a page says about a batch at a moment."""

    total: int
    waiting: int
    issued: int
    drawn: int
    failed: int
    working: bool
    broken: str
    stage: int
    past: int
    minutes_left: int | None

    @property
    def left(self) -> int:
        """How many are neither drawn nor left out."""
        return self.total - self.drawn - self.failed


def figures(batch: IssueBatch, *, at: datetime) -> Figures:
    """Return the figures of a batch."""
    counts = dict(batch.items.order_by().values_list("state").annotate(n=Count("pk")))
    total = sum(counts.values())
    working = is_working(batch)
    past = items.passed(batch, batch.stage)
    failed_job = batch.job is not None and batch.job.state == Job.State.FAILED
    return Figures(
        total=total,
        waiting=counts.get(State.WAITING, 0) + counts.get(State.CHECKED, 0),
        issued=counts.get(State.SIGNED, 0) + counts.get(State.DRAWN, 0),
        drawn=counts.get(State.DRAWN, 0),
        failed=counts.get(State.FAILED, 0),
        working=working,
        broken=batch.job.fault if batch.job and failed_job and batch.state == IssueBatch.State.RUNNING else "",
        stage=STAGES.index(IssueBatch.Stage(batch.stage)) + 1,
        past=past,
        minutes_left=_minutes(batch, past, total, at) if working else None,
    )


def _minutes(batch: IssueBatch, past: int, total: int, at: datetime) -> int | None:
    """Return the minutes that the stage under way still takes at its speed so far, at least one."""
    seconds, done = (at - batch.stage_at).total_seconds(), past - batch.stage_from
    if done <= 0 or seconds < ENOUGH:
        return None
    return max(1, round((total - past) * seconds / done / 60))
