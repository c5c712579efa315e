"""Issue the credentials of a batch in chunks: guards, entries and steps as one by one, one transaction each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction

from certification import issue, steps
from certification.batches import items
from certification.models import Application, IssueBatch, IssueItem
from certification.signed import Draft, demand_signable, sign_many
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import NotFound, Refusal

CHUNK: Final = 500


def sign_items(batch: IssueBatch, *, by: Actor, told: Callable[[], None]) -> None:
    """Issue what is checked; what is refused is left out with the reason."""
    for chunk in items.chunks(batch, IssueItem.State.CHECKED, CHUNK):
        try:
            issue_chunk(chunk, by=by, at=clock.now())
        except Refusal:
            _one_by_one(chunk, by=by)
        told()


def _one_by_one(chunk: Sequence[IssueItem], *, by: Actor) -> None:
    """Issue each alone, where one of a chunk was refused after the guards, so that the others do not wait for it."""
    for item in chunk:
        try:
            issue_chunk([item], by=by, at=clock.now())
        except Refusal as refusal:
            items.leave_out(item, refusal)


@transaction.atomic(durable=True)
def issue_chunk(chunk: Sequence[IssueItem], *, by: Actor, at: datetime) -> int:
    """Issue a chunk and write its items, all or nothing; return how many. Those that the guards refuse are left out.

    Raises:
        NoSigningKey, PatternRefused, ShardFull: as :mod:`certification.signed` says, for the whole chunk.
    """
    admitted: list[tuple[IssueItem, Application, Draft]] = []
    held = IssueItem.objects.select_for_update().filter(pk__in=[i.pk for i in chunk], state=IssueItem.State.CHECKED)
    for item in held.order_by("position"):
        try:
            with transaction.atomic():
                application = steps.lock(item.application_id or 0, by)
                draft = issue.admit(application, by=by, at=at)
                demand_signable(draft)
        except NotFound:
            items.leave_out(item, NotFound())
        except Refusal as refusal:
            items.leave_out(item, refusal)
        else:
            admitted.append((item, application, draft))
    made = sign_many([draft for _i, _a, draft in admitted], by=by, at=at, verb=issue.VERB, ground=issue.GROUND)
    for (item, application, _draft), credential in zip(admitted, made, strict=True):
        application.closed_at = at
        item.credential, item.state = credential, IssueItem.State.SIGNED
    Application.objects.bulk_update([application for _i, application, _d in admitted], ["closed_at"])
    IssueItem.objects.bulk_update([item for item, _a, _d in admitted], ["credential", "state"])
    return len(made)
