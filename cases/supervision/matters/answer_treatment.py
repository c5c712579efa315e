"""Say what was done about a proposal on a person: the organ, or for a qualification the credential office, decides."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.matters.acting import ORGAN, needed
from cases.supervision.matters.models import Consequence
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import NotAllowed, NotFound, OutOfOrder
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import holds

OFFICE: Final = ("examine", "issue")
"""The duties of the credential office."""


class TreatmentAnswered(OutOfOrder):
    """Refuse a second answer."""

    sentence = _("What was done about this proposal is recorded already.")


def may_answer(proposal: Consequence, person_id: int | None) -> bool:
    """Return whether a person may say what was done: the credential office on qualifications, else the organ's head."""
    wanted = OFFICE if proposal.treatment == Consequence.Treatment.DISQUALIFY else (ORGAN,)
    return any(holds(person_id=person_id, duty=duty, agency=proposal.matter.agency) for duty in wanted)


@transaction.atomic(durable=True)
def answer_treatment(*, proposal_id: int, by: Actor, at: datetime, text: str) -> Consequence:
    """Record what was done about a proposal, once. A credential changes through its own procedure alone (第三十二条).

    Raises:
        NotFound: if there is none. NotAllowed: for others. TreatmentAnswered, TextMissing: as named.
    """
    rows = Consequence.objects.select_for_update(of=("self",)).select_related("matter__agency")
    found = rows.filter(pk=proposal_id, kind=Consequence.Kind.TREATMENT).first()
    if found is None:
        raise NotFound
    if not may_answer(found, by.person_id):
        raise NotAllowed
    if found.answered_on is not None:
        raise TreatmentAnswered
    found.answer, found.answered_on, found.answered_by_name = needed(text, "text"), clock.day_of(at), by.name
    found.save(update_fields=["answer", "answered_on", "answered_by_name"])
    body = {"proposal": found.number, "answer": found.answer}
    append(series=f"treatment:{found.pk}", by=by, at=at, verb="matter.answer_treatment", body=body)
    return found
