"""Begin to score: the scorer declares to have no ground for stepping aside, and only then sees the file."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.file_review.models import ReviewRound, ScoreCard
from cases.supervision.file_review.rounds import lock_card
from enforcement.actor import Actor
from enforcement.errors import NotFound, OutOfOrder
from enforcement.ledger.append import append


class CardOver(OutOfOrder):
    """Refuse what comes too late for a card."""

    sentence = _("This score card was handed in, given to somebody else, or its round is void.")


def own_open_card(card_id: int, by: Actor) -> tuple[ReviewRound, ScoreCard]:
    """Return somebody's own card that is still to be handed in, with its round, locked.

    Raises:
        NotFound: if there is none, or it is another's. CardOver: if it is over.
    """
    round_, card = lock_card(card_id)
    if card.scorer_id != by.person_id:
        raise NotFound
    if card.handed_in_at or card.aside_at or round_.state in {ReviewRound.State.VOID, ReviewRound.State.CLOSED}:
        raise CardOver
    return round_, card


@transaction.atomic(durable=True)
def declare_free(*, card_id: int, by: Actor, at: datetime) -> ScoreCard:
    """Declare that there is no ground for stepping aside; doing it again changes nothing.

    Raises:
        NotFound, CardOver: as :func:`own_open_card` says.
    """
    round_, card = own_open_card(card_id, by)
    if card.declared_at is None:
        card.declared_at = at
        card.save(update_fields=["declared_at"])
        append(
            series=round_.series, by=by, at=at, verb="file_review.declare", body={"card": card.pk, "file": card.file_id}
        )
    return card
