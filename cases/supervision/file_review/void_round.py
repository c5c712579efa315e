"""Declare a round void: it stays on the public page with its reason, and its number is never given again."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.file_review.models import ReviewRound
from cases.supervision.file_review.rounds import lock_round
from enforcement.actor import Actor
from enforcement.errors import Invalid, OutOfOrder
from enforcement.ledger.append import append

LEAST: Final = 10


class RoundOver(OutOfOrder):
    """Refuse to undo what agencies were told."""

    sentence = _("The results were sent to the agencies, or the round is void already.")


@transaction.atomic(durable=True)
def void_round(*, round_id: int, by: Actor, at: datetime, reason: str) -> ReviewRound:
    """Declare a round void, with the reason that the public reads.

    Raises:
        NotFound, NotAllowed: as :func:`~cases.supervision.file_review.rounds.lock_round` says.
        RoundOver: once results are out. Invalid: for a reason that says nothing.
    """
    round_, said = lock_round(round_id, by), reason.strip()
    if round_.state not in {ReviewRound.State.FROZEN, ReviewRound.State.SCORING}:
        raise RoundOver
    if len(said) < LEAST:
        raise Invalid(_("Say why in at least ten characters: the public reads it."), field="reason")
    round_.state, round_.void_reason = ReviewRound.State.VOID, said
    round_.voided_at, round_.voided_by_id = at, by.person_id
    round_.save(update_fields=["state", "void_reason", "voided_at", "voided_by"])
    append(
        series=round_.series, by=by, at=at, verb="file_review.void", body={"round": round_.number, "reason": said}
    )  # fmt: skip
    return round_
