"""Check the items of a batch before any number is given: each card is drawn on trial."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.db import transaction

from certification import card, printing
from certification.batches import items
from certification.models import Credential, IssueBatch, IssueItem
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import NotFound, Refusal
from enforcement.organisation.duties.holding import agencies_where
from enforcement.web import fonts

CHUNK: Final = 100


def check_items(batch: IssueBatch, *, by: Actor, told: Callable[[], None]) -> None:
    """Check what waits: a card that cannot be drawn, or that the actor may not print, is left out with the reason."""
    agencies = set(agencies_where(person_id=by.person_id or 0, duties={"issue"}).values_list("pk", flat=True))
    after = IssueItem.State.CHECKED if batch.kind == IssueBatch.Kind.ISSUE else IssueItem.State.SIGNED
    for chunk in items.chunks(batch, IssueItem.State.WAITING, CHUNK):
        faults = {item.pk: fault for item in chunk if (fault := _fault(item, agencies)) is not None}
        with transaction.atomic():
            items.put([item for item in chunk if item.pk not in faults], after)
            for item in chunk:
                if item.pk in faults:
                    items.leave_out(item, faults[item.pk])
        told()


def _fault(item: IssueItem, agencies: set[int]) -> Refusal | None:
    """Return why a card cannot be printed, or None."""
    subject = item.credential or item.application
    if subject is None or subject.agency_id not in agencies:
        return NotFound()
    try:
        face = (
            printing.face_of(subject)
            if isinstance(subject, Credential)
            else printing.face_on_trial(subject, on=clock.today())
        )
        card.render(face, fonts=fonts.register())
    except Refusal as refusal:
        return refusal
    return None
