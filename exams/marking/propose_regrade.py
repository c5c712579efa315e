"""Propose to mark all papers of an exam again with the keys that were corrected since."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, Refusal
from enforcement.jobs.enqueue import enqueue
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require
from exams.marking.groups import corrected_keys
from exams.models import Exam, RegradeProposal

WORK_OUT = "exams.work_out_regrade"
OPEN = (RegradeProposal.State.WORKING, RegradeProposal.State.PROPOSED, RegradeProposal.State.APPROVED)


class NothingToRegrade(Refusal):
    """Refuse a regrade where every result rests on the keys that count."""

    sentence = _("No key was corrected since the papers of this exam were marked.")
    remedy = _("Correct the key in the item bank first; two other persons must agree to it.")


class RegradeOpen(Refusal):
    """Refuse a second regrade beside the first."""

    sentence = _("A regrade of this exam is open already.")
    remedy = _("Let it be decided first.")


class ReasonNeeded(Invalid):
    """Refuse an act without its reason."""

    sentence = _("Say why.")


@transaction.atomic(durable=True)
def propose_regrade(*, exam_id: int, by: Actor, at: datetime, reason: str) -> RegradeProposal:
    """Propose a regrade; a job then works out what it would change, and two other persons decide.

    Raises:
        NotFound, NotAllowed, ReasonNeeded, RegradeOpen, NothingToRegrade
    """
    exam = held_exam(exam_id, by)
    if by.person_id is None:
        raise NotAllowed
    if not reason.strip():
        raise ReasonNeeded(field="reason")
    if RegradeProposal.objects.filter(exam=exam, state__in=OPEN).exists():
        raise RegradeOpen
    keys = corrected_keys(exam.pk)
    if not keys:
        raise NothingToRegrade
    made = RegradeProposal.objects.create(
        exam=exam, reason=reason.strip(), keys=[key.pk for key in keys], proposed_at=at, proposed_by_id=by.person_id
    )
    append(
        series=series_of(exam.pk),
        by=by,
        at=at,
        verb="exam.propose_regrade",
        body={"exam": exam.pk, "proposal": made.pk, "keys": made.keys, "reason": made.reason},
    )
    enqueue(kind=WORK_OUT, arguments={"proposal_id": made.pk}, by_person_id=by.person_id, at=at)
    return made


def held_exam(exam_id: int, by: Actor) -> Exam:
    """Return an exam, held against other regrades, for somebody with the duty.

    Raises:
        NotFound, NotAllowed
    """
    exam = Exam.objects.select_for_update(of=("self",), no_key=True).select_related("agency").filter(pk=exam_id).first()
    if exam is None:
        raise NotFound
    require(by=by, duty="exam", agency=exam.agency)
    return exam


def series_of(exam_id: int) -> str:
    """Return the ledger series of an exam."""
    return f"exam:{exam_id}"
