"""Say yes or no to a proposed regrade: two yes of others have it applied, one no refuses it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import NotAllowed, NotFound, Refusal
from enforcement.jobs.enqueue import enqueue
from enforcement.ledger.append import append
from exams.marking.propose_regrade import ReasonNeeded, held_exam, series_of
from exams.models import RegradeProposal, RegradeVoice

APPLY: Final = "exams.apply_regrade"
NEEDED: Final = 2
"""Persons beside the proposer who must agree."""


class NotOpenToVote(Refusal):
    """Refuse a word on a regrade that is being worked out or decided."""

    sentence = _("This regrade is not open to a vote now.")
    remedy = _("Reload the page to see where it stands.")


class OwnRegrade(Refusal):
    """Refuse consent to one's own proposal."""

    sentence = _("Nobody agrees to their own proposal.")
    remedy = _("Ask two other persons with the duty for this exam. You may take the proposal back with a no.")


class SpokenAlready(Refusal):
    """Refuse a second word of the same person."""

    sentence = _("You have said your word on this regrade already.")


@transaction.atomic(durable=True)
def vote_regrade(*, proposal_id: int, by: Actor, at: datetime, agrees: bool, note: str = "") -> RegradeProposal:
    """Agree to a regrade or refuse it, with a reason; the proposer's own no takes it back.

    Raises:
        NotFound, NotAllowed, NotOpenToVote, OwnRegrade, SpokenAlready, ReasonNeeded
    """
    proposal = _held(proposal_id, by)
    if agrees and by.person_id == proposal.proposed_by_id:
        raise OwnRegrade
    if proposal.voices.filter(person_id=by.person_id or 0).exists():
        raise SpokenAlready
    if not agrees and not note.strip():
        raise ReasonNeeded(field="note")
    RegradeVoice.objects.create(
        proposal=proposal, person_id=int(by.person_id or 0), agrees=agrees, note=note.strip(), said_at=at
    )
    if not agrees:
        proposal.state = RegradeProposal.State.REFUSED
    elif proposal.voices.filter(agrees=True).count() >= NEEDED:
        proposal.state = RegradeProposal.State.APPROVED
        enqueue(kind=APPLY, arguments={"proposal_id": proposal.pk}, by_person_id=by.person_id, at=at)
    proposal.save(update_fields=["state"])
    append(
        series=series_of(proposal.exam_id),
        by=by,
        at=at,
        verb="exam.agree_to_regrade" if agrees else "exam.refuse_regrade",
        body={
            "proposal": proposal.pk,
            "sha256": proposal.sha256,
            "state": proposal.state,
            "note": note.strip(),
        },
    )
    return proposal


def _held(proposal_id: int, by: Actor) -> RegradeProposal:
    """Return a proposal that is open to a vote, its exam and row held, for a person with the duty."""
    known = RegradeProposal.objects.filter(pk=proposal_id).first()
    if known is None:
        raise NotFound
    held_exam(known.exam_id, by)
    proposal = RegradeProposal.objects.select_for_update().get(pk=proposal_id)
    if proposal.state != RegradeProposal.State.PROPOSED:
        raise NotOpenToVote
    if by.person_id is None:
        raise NotAllowed
    return proposal
