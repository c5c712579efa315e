"""Sign the check after an objection with the one who wrote it, or send it back: two answer an objection, never one."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.file_review.declare_free import own_open_card, refuse_unfit
from cases.supervision.file_review.grading import total_of
from cases.supervision.file_review.hand_in_score import NotDeclared
from cases.supervision.file_review.models import ReviewedFile, ScoreCard
from cases.supervision.file_review.settling import give, keep
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, OutOfOrder
from enforcement.ledger.append import append

Role = ScoreCard.Role
LEAST: Final = 5


class NothingToSign(OutOfOrder):
    """Refuse a signature under what is not written yet."""

    sentence = _("The other one has not written the check yet, or you sent it back.")
    remedy = _("Wait: it comes to your desk when it is handed in.")


@transaction.atomic(durable=True)
def sign_recheck(*, card_id: int, by: Actor, at: datetime, agrees: bool, text: str = "") -> ScoreCard:
    """Sign: the result of the check stands and the agency reads the answer; or send it back with the reason.

    Raises:
        NotFound, CardOver: as :func:`~cases.supervision.file_review.declare_free.own_open_card` says; NotFound also
        for a card that is no second signature. NotDeclared, NothingToSign: as named.
        MustStepAside: as :func:`~cases.supervision.file_review.declare_free.refuse_unfit` says. Invalid: on ``text``.
    """
    round_, card = own_open_card(card_id, by)
    if card.role != Role.COSIGN:
        raise NotFound
    if card.declared_at is None:
        raise NotDeclared
    refuse_unfit(round_, card)
    written = written_with(card)
    if written is None:
        raise NothingToSign
    words, file = text.strip(), card.file
    body = {"card": card.pk, "file": file.pk, "with": written.pk, "agrees": agrees, "text": words}
    append(series=round_.series, by=by, at=at, verb="file_review.sign_recheck", body=body)
    if not agrees:
        if len(words) < LEAST:
            raise Invalid(_("Say what must be looked at again, in at least five characters."), field="text")
        written.handed_in_at = None
        written.save(update_fields=["handed_in_at"])
        card.remark = words
        card.save(update_fields=["remark"])
        return card
    card.total, card.fatal, card.handed_in_at, card.remark = written.total, written.fatal, at, words
    card.save(update_fields=["total", "fatal", "handed_in_at", "remark"])
    file.answer = written.remark
    give(file, total_of(written), round_, clock.day_of(at), fatal=written.fatal)
    keep(round_, file, ReviewedFile.State.RECHECKED, by=by, at=at)
    return card


def written_with(card: ScoreCard) -> ScoreCard | None:
    """Return the check that waits for the signature of a card; None while it is not handed in."""
    rows = ScoreCard.objects.filter(file=card.file_id, role=Role.RECHECK, aside_at__isnull=True)
    return rows.filter(handed_in_at__isnull=False).first()
