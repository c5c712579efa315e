"""Begin to score: the scorer declares to have no ground for stepping aside, and only then sees the file."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.supervision.file_review.grounds import Grounds
from cases.supervision.file_review.models import ReviewRound, ScoreCard
from cases.supervision.file_review.pool import pool
from cases.supervision.file_review.rounds import lock_card
from enforcement.actor import Actor
from enforcement.errors import NotFound, OutOfOrder, Refusal
from enforcement.ledger.append import append


class CardOver(OutOfOrder):
    """Refuse what comes too late for a card."""

    sentence = _("This score card was handed in, given to somebody else, or its round is void.")


class MustStepAside(Refusal):
    """Refuse a scorer who may no longer score the file: a ground came up, or the duty is gone."""

    sentence = _("You may not score this file.")
    article = "案卷评查回避"
    remedy = _("Step aside: somebody else gets the file.")


def refuse_unfit(round_: ReviewRound, card: ScoreCard) -> None:
    """Refuse whoever may not score the file any more, judged anew at each act and not only when it was given out.

    Raises:
        MustStepAside: for one who is of the agency, acted in the case, was recused, or neither reviews nor supervises.
    """
    if not pool(round_.agency).filter(pk=card.scorer_id).exists():
        raise MustStepAside(_("You no longer hold the duty to review or to supervise."))
    why = Grounds([card.file], [card.scorer_id]).apart(card.scorer_id, card.file)
    if why:
        raise MustStepAside(f"{MustStepAside.sentence}（{gettext(why)}）")


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
        NotFound, CardOver: as :func:`own_open_card` says. MustStepAside: as :func:`refuse_unfit` says.
    """
    round_, card = own_open_card(card_id, by)
    refuse_unfit(round_, card)
    if card.declared_at is None:
        card.declared_at = at
        card.save(update_fields=["declared_at"])
        append(
            series=round_.series, by=by, at=at, verb="file_review.declare", body={"card": card.pk, "file": card.file_id}
        )
    return card
