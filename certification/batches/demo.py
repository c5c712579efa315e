"""Two batches of the demo: one finished, one that left somebody out."""

from __future__ import annotations

from datetime import datetime

from certification.batches.make_batch import make_batch
from certification.models import Credential, IssueBatch
from enforcement.actor import Actor
from enforcement.jobs.perform import perform
from enforcement.organisation.models import Agency


def print_again(*, agency: Agency, by: Actor, at: datetime, title: str) -> IssueBatch:
    """Print all cards of an agency again, expired ones too, which are left out; the work is done here and now."""
    rows = Credential.objects.filter(agency=agency).order_by("number")
    ids = list(rows.values_list("pk", flat=True))
    batch = make_batch(agency_id=agency.pk, by=by, at=at, kind="reprint", subject_ids=ids, title=title)
    perform(job_id=batch.job_id or 0)
    return batch
