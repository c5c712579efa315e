"""Stop a batch: what is issued stays issued, the rest waits until it is resumed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification.batches.holding import UNDER_WAY, is_working, lock, record
from certification.models import IssueBatch
from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.jobs.models import Job


class NotUnderWay(Refusal):
    """Refuse to stop what does not run."""

    sentence = _("This batch is not under way.")
    remedy = _("Reload the page to see its state.")


@transaction.atomic(durable=True)
def stop_batch(*, batch_id: int, by: Actor, at: datetime) -> IssueBatch:
    """Stop the work after the chunk under way.

    Raises:
        NotFound, NotAllowed: as :func:`certification.batches.holding.lock` says. NotUnderWay: if it does not run.
    """
    batch = lock(batch_id, by=by)
    if not is_working(batch):
        raise NotUnderWay
    Job.objects.filter(pk=batch.job_id or 0, state__in=UNDER_WAY).update(
        state=Job.State.CANCELLED, finished_at=at, leased_until=None
    )
    batch.state = IssueBatch.State.STOPPED
    batch.save(update_fields=["state"])
    record(batch, "stop", by=by, at=at)
    return batch
