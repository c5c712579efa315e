"""Answer a complaint: what was found, in words for the sender."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.complaints.access import lock
from cases.supervision.complaints.models import Complaint
from enforcement.actor import Actor
from enforcement.errors import Invalid, OutOfOrder
from enforcement.ledger.append import append

LEAST: Final = 10


class NotTakenUp(OutOfOrder):
    """Refuse to answer what nobody has examined."""

    sentence = _("Nobody has taken this complaint up yet.")
    remedy = _("Take it up first, then answer it.")


class ComplaintAnswered(OutOfOrder):
    """Refuse a second answer."""

    sentence = _("This complaint was answered already.")


@transaction.atomic(durable=True)
def answer_complaint(
    *, complaint_id: int, by: Actor, at: datetime, outcome: str, answer: str, passed_to: str = ""
) -> Complaint:
    """Answer a complaint once; the sender reads it with the tracking code.

    Raises:
        NotFound, NotAllowed, Concerned: as :func:`~cases.supervision.complaints.access.lock` says.
        NotTakenUp, ComplaintAnswered: as they say. Invalid: on its field.
    """
    found, said, whom = lock(complaint_id, by), answer.strip(), passed_to.strip()
    if found.state == Complaint.State.RECEIVED:
        raise NotTakenUp
    if found.state == Complaint.State.ANSWERED:
        raise ComplaintAnswered
    if outcome not in Complaint.Outcome.values:
        raise Invalid(_("Choose what was found."), field="outcome")
    if len(said) < LEAST:
        raise Invalid(_("Write the answer in at least ten characters."), field="answer")
    if (outcome == Complaint.Outcome.PASSED_ON) != bool(whom):
        raise Invalid(
            _("Name the other body where the complaint is passed on, and only then."), field="passed_to"
        )  # fmt: skip
    found.state, found.answered_at, found.answered_by_id = Complaint.State.ANSWERED, at, by.person_id
    found.outcome, found.answer, found.passed_to, found.due_on = outcome, said, whom, None
    found.save(update_fields=["state", "answered_at", "answered_by", "outcome", "answer", "passed_to", "due_on"])
    body = {"complaint": found.pk, "outcome": outcome, "passed_to": whom}
    append(series=found.series, by=by, at=at, verb="complaint.answer", body=body)
    return found
