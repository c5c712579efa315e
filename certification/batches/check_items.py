"""Check the items of a batch before any number is given: each card is drawn on trial."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification import card, printing, queries
from certification.batches import items
from certification.models import Application, Credential, IssueBatch, IssueItem
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import NotFound, Refusal
from enforcement.organisation.duties.holding import agencies_where
from enforcement.web import fonts

CHUNK: Final = 100


class NotValid(Refusal):
    """Refuse to print the card of a credential that is over, suspended or lost."""

    sentence = _("This credential is not valid today, so its card is not printed again.")
    remedy = _("Renew, restore or replace it first, or leave it out.")


def check_items(batch: IssueBatch, *, by: Actor, told: Callable[[], None]) -> None:
    """Check what waits: a card that cannot be drawn, or that the actor may not print, is left out with the reason."""
    agencies = set(agencies_where(person_id=by.person_id or 0, duties={"issue"}).values_list("pk", flat=True))
    after = IssueItem.State.CHECKED if batch.kind == IssueBatch.Kind.ISSUE else IssueItem.State.SIGNED
    for chunk in items.chunks(batch, IssueItem.State.WAITING, CHUNK):
        valid = queries.valid_on(clock.today()).filter(pk__in=[item.credential_id for item in chunk])
        trial = Trial(frozenset(agencies), frozenset(valid.values_list("pk", flat=True)))
        faults = {item.pk: fault for item in chunk if (fault := trial.fault(item)) is not None}
        with transaction.atomic():
            items.put([item for item in chunk if item.pk not in faults], after)
            for item in chunk:
                if item.pk in faults:
                    items.leave_out(item, faults[item.pk])
        told()


class Trial:
    """Draw the cards of a chunk on a canvas that is thrown away: embedding typefaces, the slow part, is left out."""

    def __init__(self, agencies: frozenset[int], valid: frozenset[int]) -> None:
        """Take the agencies of the actor, and the credentials of the chunk that are valid today."""
        self.agencies, self.valid = agencies, valid
        self._canvas = card.new_canvas(io.BytesIO(), title="")

    def fault(self, item: IssueItem) -> Refusal | None:
        """Return why a card cannot be printed, or None."""
        subject = item.credential or item.application
        if subject is None or subject.agency_id not in self.agencies:
            return NotFound()
        if isinstance(subject, Credential) and subject.pk not in self.valid:
            return NotValid()
        try:
            self._draw(subject)
        except Refusal as refusal:
            return refusal
        return None

    def _draw(self, subject: Credential | Application) -> None:
        if isinstance(subject, Credential):
            face = printing.face_of(subject)
        else:
            face = printing.face_on_trial(subject, on=clock.today())
        typefaces = fonts.register()
        card.draw_front(self._canvas, face, fonts=typefaces)
        card.draw_back(self._canvas, face, fonts=typefaces)
