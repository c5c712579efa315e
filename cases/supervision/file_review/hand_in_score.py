"""Hand a score card in, or keep it for later: alone, unseen by the other scorer until both are in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.file_review.declare_free import own_open_card, refuse_unfit
from cases.supervision.file_review.marks import Said, marks_of
from cases.supervision.file_review.models import Mark, ScoreCard
from cases.supervision.file_review.settling import SCORERS, settle
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, OutOfOrder
from enforcement.ledger.append import append

Role = ScoreCard.Role
ANSWER: Final = 10


class NotDeclared(OutOfOrder):
    """Refuse a score before the declaration."""

    sentence = _("Declare first that you have nothing to do with this case, or step aside.")


@transaction.atomic(durable=True)
def hand_in_score(
    *, card_id: int, by: Actor, at: datetime, marks: Mapping[int, Said], remark: str = "", final: bool = True
) -> ScoreCard:
    """Keep the marks of every item; with ``final`` hand the card in: the result follows when all are in.

    Raises:
        NotFound, CardOver: as :func:`~cases.supervision.file_review.declare_free.own_open_card` says; NotFound also
        for a card that only signs. NotDeclared: before the declaration. MarkWrong, Invalid: on the field at fault.
        MustStepAside: as :func:`~cases.supervision.file_review.declare_free.refuse_unfit` says.
    """
    round_, card = own_open_card(card_id, by)
    if card.role == Role.COSIGN:
        raise NotFound
    if card.declared_at is None:
        raise NotDeclared
    if final:
        refuse_unfit(round_, card)
    made = marks_of(card, list(round_.sheet.items.all()), marks, final=final)
    card.remark = remark.strip()
    if final and card.role == Role.RECHECK and len(card.remark) < ANSWER:
        raise Invalid(_("Answer the objection in at least ten characters."), field="remark")
    card.marks.all().delete()
    Mark.objects.bulk_create(made)
    card.total = Decimal(100) - sum((m.deduction for m in made), Decimal(0))
    card.fatal = any(m.fatal for m in made)
    card.handed_in_at = at if final else None
    card.save(update_fields=["remark", "total", "fatal", "handed_in_at"])
    if final:
        body = {"card": card.pk, "file": card.file_id, "role": str(card.role), "total": card.total, "fatal": card.fatal}
        body["marks"] = [_kept(m) for m in made if m.deduction or m.fatal or m.overturned]
        append(series=round_.series, by=by, at=at, verb="file_review.score", body=body)
        if card.role in SCORERS:  # of a check after an objection the second signature makes the result
            settle(round_, card.file, by=by, at=at)
    return card


def _kept(mark: Mark) -> dict[str, object]:
    return {
        "item": mark.item.code, "deduction": mark.deduction, "fatal": mark.fatal, "overturned": mark.overturned,
        "reason": mark.reason, "article": mark.article,
    }  # fmt: skip
