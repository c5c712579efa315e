"""Finish a batch whose files are packed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from certification.batches.holding import lock, record
from certification.models import IssueBatch, IssueItem
from enforcement.actor import Actor
from enforcement.jobs.progress import WorkTakenAway


@transaction.atomic(durable=True)
def finish_batch(*, batch_id: int, job_id: int, by: Actor, at: datetime) -> dict[str, int]:
    """Write the end with how many were drawn and left out, and return these.

    Raises:
        WorkTakenAway: if the batch was stopped, or another job works on it. NotFound, NotAllowed: as lock() says.
    """
    batch = lock(batch_id, by=by)
    if batch.state != IssueBatch.State.RUNNING or batch.job_id != job_id:
        raise WorkTakenAway
    batch.state, batch.finished_at = IssueBatch.State.DONE, at
    batch.save(update_fields=["state", "finished_at"])
    counts = {
        "drawn": batch.items.filter(state=IssueItem.State.DRAWN).count(),
        "failed": batch.items.filter(state=IssueItem.State.FAILED).count(),
    }
    record(batch, "finish", by=by, at=at, body=counts)
    return counts
