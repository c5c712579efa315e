"""Step aside for a file, or be set aside by a supervisor: the next by the seed takes it over."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.access import DUTY
from cases.supervision.file_review.allotting import allot, said
from cases.supervision.file_review.declare_free import CardOver
from cases.supervision.file_review.models import ReviewRound, ScoreCard
from cases.supervision.file_review.rounds import lock_card
from cases.supervision.insiders import refuse_insider
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import holds

LEAST: Final = 5


@transaction.atomic(durable=True)
def step_aside(*, card_id: int, by: Actor, at: datetime, reason: str) -> ScoreCard:
    """Give a card back before it is handed in; where nobody else may take it, a supervisor appoints more scorers.

    Raises:
        NotFound: for a card that is neither the actor's nor in a round they supervise. CardOver: too late.
        cases.supervision.insiders.Insider: for a supervisor of the reviewed agency. Invalid: for no reason.
    """
    round_, card = lock_card(card_id)
    own = by.person_id == card.scorer_id
    if not own and not holds(person_id=by.person_id, duty=DUTY, agency=round_.agency):
        raise NotFound
    if not own:
        refuse_insider(by=by, agency=card.file.agency, at=at)
    if card.handed_in_at or card.aside_at or round_.state in {ReviewRound.State.VOID, ReviewRound.State.CLOSED}:
        raise CardOver
    words = reason.strip()
    if len(words) < LEAST:
        raise Invalid(_("Say why in at least five characters, such as: relative of the party."), field="reason")
    card.aside_at, card.aside_reason = at, words
    card.save(update_fields=["aside_at", "aside_reason"])
    card.marks.all().delete()
    made, _short = allot(round_, at=at)
    append(
        series=round_.series, by=by, at=at, verb="file_review.step_aside",
        body={"card": card.pk, "file": card.file_id, "own": own, "reason": words, "cards": said(made)},
    )  # fmt: skip
    return card
