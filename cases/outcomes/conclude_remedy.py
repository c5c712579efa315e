"""Record how a reconsideration or lawsuit ended, and what follows: withdrawal from the public, a decision anew."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, lock, note
from cases.models import Remedy
from cases.outcomes.models import REMEDY_OUTCOMES
from cases.outcomes.record_remedy import keep_remedy, running
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound
from enforcement.organisation.duties.holding import require

OUTCOMES = REMEDY_OUTCOMES


class AmountMissing(Invalid):
    """Refuse a change without the fine as it was changed."""

    sentence = _("Enter the fine as it was changed.")


@transaction.atomic(durable=True)
def conclude_remedy(
    *, case_id: int, by: Actor, at: datetime, remedy_id: int, outcome: str, outcome_on: date,
    served_on: date | None = None, fine_after: Decimal | None = None, text: str = "",
) -> Remedy:  # fmt: skip
    """Enter the outcome; additional fines and the term to the court count on from its service.

    A decision that was changed, annulled or found illegal must leave the public within three working days (R24); one
    to be made anew can be opened as a case that refers to this one.

    Raises:
        NotAllowed: without the duty of handling. NotFound: for a remedy that has ended. AmountMissing: on its field.
    """
    case = lock(case_id, after_archive=True)
    require(by=by, duty="handle", agency=case.agency)
    made = running(case).filter(pk=remedy_id).first()
    if made is None:
        raise NotFound
    if outcome == "changed" and fine_after is None:
        raise AmountMissing(field="fine_after")
    made.outcome_on = checked_day(outcome_on, at=at, field="outcome_on", not_before=made.filed_on)
    made.served_on = checked_day(served_on or outcome_on, at=at, field="served_on", not_before=made.outcome_on)
    made.outcome, made.fine_after = outcome, fine_after if outcome == "changed" else None
    made.note = f"{made.note}\n{text}".strip()
    made.save(update_fields=["outcome_on", "served_on", "outcome", "fine_after", "note"])
    keep_remedy(case, made, by, at, OUTCOMES[outcome][0])
    note(
        case, act="conclude_remedy", by=by, at=at,
        body={"remedy": made.pk, "outcome": outcome, "outcome_on": made.outcome_on, "served_on": made.served_on,
              "fine_after": made.fine_after},
    )  # fmt: skip
    return made
