"""Hold a batch while an act changes it, and start its work."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from certification.models import IssueBatch
from enforcement.actor import Actor
from enforcement.errors import NotFound
from enforcement.jobs.enqueue import enqueue
from enforcement.jobs.models import Job
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require

WORK = "certification.batch"
UNDER_WAY = frozenset({Job.State.WAITING, Job.State.RUNNING})


def lock(batch_id: int, *, by: Actor) -> IssueBatch:
    """Return a batch, locked until the transaction ends, for an actor with the duty ``issue`` on its agency.

    Raises:
        NotFound: if there is none. NotAllowed: without the duty.
    """
    rows = IssueBatch.objects.select_for_update(of=("self",)).select_related("agency", "job")
    found = rows.filter(pk=batch_id).first()
    if found is None:
        raise NotFound
    require(by=by, duty="issue", agency=found.agency)
    return found


def is_working(batch: IssueBatch) -> bool:
    """Return whether somebody works on a batch or will; a job that failed leaves it standing."""
    return batch.state == IssueBatch.State.RUNNING and batch.job is not None and batch.job.state in UNDER_WAY


def start(batch: IssueBatch, *, by: Actor, at: datetime) -> None:
    """Ask for the work of a locked batch, from its first stage: what is done already is passed over."""
    batch.state, batch.finished_at = IssueBatch.State.RUNNING, None
    batch.stage, batch.stage_at, batch.stage_from = IssueBatch.Stage.CHECK, at, 0
    batch.job = enqueue(kind=WORK, arguments={"batch_id": batch.pk}, by_person_id=by.person_id, at=at)
    batch.save(update_fields=["state", "finished_at", "stage", "stage_at", "stage_from", "job"])


def record(batch: IssueBatch, verb: str, *, by: Actor, at: datetime, body: Mapping[str, object] | None = None) -> None:
    """Append to the batch's ledger series."""
    append(series=batch.series, by=by, at=at, verb=f"batch.{verb}", body={"batch": batch.pk, **(body or {})})
