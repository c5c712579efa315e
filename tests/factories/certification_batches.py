"""Batches, made through the real acts."""

from __future__ import annotations

from datetime import date
from typing import Any

from certification.batches.make_batch import make_batch
from certification.models import Credential, IssueBatch, IssueItem
from enforcement.actor import Actor
from enforcement.jobs.perform import drain
from enforcement.organisation.models import Agency
from tests.factories.certification import moment


def a_batch(agency: Agency, by: Actor, subjects: Any, at: str = "2026-05-20", **changes: Any) -> IssueBatch:
    """Ask for a batch of applications."""
    facts = {"kind": "issue", "title": "五月制证", "subject_ids": [subject.pk for subject in subjects]}
    return make_batch(agency_id=agency.pk, by=by, at=moment(at), **{**facts, **changes})


def worked(batch: IssueBatch) -> IssueBatch:
    """Do the waiting work and return the batch as it is then."""
    drain()
    batch.refresh_from_db()
    return batch


def items_of(batch: IssueBatch) -> list[IssueItem]:
    """Return the items in their order."""
    return list(batch.items.select_related("credential", "application").order_by("position"))


def an_item(batch: IssueBatch, credential: Credential) -> IssueItem:
    """Add a card to a batch by hand, as no act does."""
    return IssueItem.objects.create(batch=batch, position=batch.items.count() + 1, credential=credential)


LATE = date(2026, 5, 19)
"""A day after the review and before the batch."""
