"""Answer what an officer said about the own record."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification.models import Correction
from certification.officers.office import OwnRecord, allowed
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, OutOfOrder
from enforcement.ledger.append import append


@transaction.atomic(durable=True)
def answer_correction(*, correction_id: int, by: Actor, at: datetime, outcome: str, answer: str) -> Correction:
    """Answer ``corrected`` (the record was put right by its own act) or ``refused``, with words either way.

    Raises:
        NotFound. NotAllowed: without the duty ``apply`` or ``examine`` on the agency. OwnRecord: for one's own request.
        OutOfOrder: if it is answered already. Invalid: without words, or another outcome.
    """
    row = Correction.objects.select_for_update(of=("self",)).select_related("agency").filter(pk=correction_id).first()
    if row is None:
        raise NotFound
    if not allowed(by, row.agency, ("apply", "examine")):
        raise NotAllowed
    if by.person_id == row.person_id:
        raise OwnRecord
    if row.state != Correction.State.OPEN:
        raise OutOfOrder
    if outcome not in {Correction.State.CORRECTED, Correction.State.REFUSED}:
        raise Invalid(_("Choose what was found."), field="outcome")
    if not answer.strip():
        raise Invalid(_("Write the answer."), field="answer")
    row.state, row.answer, row.answered_at, row.answered_by = outcome, answer.strip(), at, by.name
    row.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    body = {"correction": row.pk, "outcome": outcome, "answer": row.answer}
    append(series=f"person:{row.person_id}", by=by, at=at, verb="officer.answer_correction", body=body)
    return row
