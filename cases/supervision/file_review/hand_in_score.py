"""Hand a score card in, or keep it for later: alone, unseen by the other scorer until both are in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.file_review.allotting import allot, said
from cases.supervision.file_review.declare_free import own_open_card, refuse_unfit
from cases.supervision.file_review.grading import grade_of, needs_third, together, total_of
from cases.supervision.file_review.marks import Said, marks_of
from cases.supervision.file_review.models import Mark, ReviewedFile, ReviewRound, ScoreCard
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, OutOfOrder
from enforcement.ledger.append import append

State, Role = ReviewedFile.State, ScoreCard.Role
ANSWER: Final = 10


class NotDeclared(OutOfOrder):
    """Refuse a score before the declaration."""

    sentence = _("Declare first that you have nothing to do with this case, or step aside.")


@transaction.atomic(durable=True)
def hand_in_score(
    *, card_id: int, by: Actor, at: datetime, marks: Mapping[int, Said], remark: str = "", final: bool = True
) -> ScoreCard:
    """Keep the marks of every item; with ``final`` hand the card in, and the file's result follows when all are in.

    Raises:
        NotFound, CardOver: as :func:`~cases.supervision.file_review.declare_free.own_open_card` says.
        NotDeclared: before the declaration. MarkWrong, Invalid: on the field at fault.
        MustStepAside: as :func:`~cases.supervision.file_review.declare_free.refuse_unfit` says.
    """
    round_, card = own_open_card(card_id, by)
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
        _result(round_, card, by, at)
    return card


def _kept(mark: Mark) -> dict[str, object]:
    return {
        "item": mark.item.code, "deduction": mark.deduction, "fatal": mark.fatal, "overturned": mark.overturned,
        "reason": mark.reason, "article": mark.article,
    }  # fmt: skip


def _result(round_: ReviewRound, card: ScoreCard, by: Actor, at: datetime) -> None:
    """Set the file's result once every wanted card is in; call a third scorer where two differ too much."""
    file, on = card.file, clock.day_of(at)
    if card.role == Role.RECHECK:
        file.answer = card.remark
        _settle(round_, file, total_of(card), State.RECHECKED, by, at, fatal=card.fatal)
        return
    cards = list(file.cards.filter(handed_in_at__isnull=False, aside_at__isnull=True))
    if len(cards) < (3 if file.state == State.THIRD else 2):
        return
    if file.state == State.SCORING and needs_third(cards[0], cards[1], round_.agency, on):
        file.state = State.THIRD
        file.save(update_fields=["state"])
        made, _short = allot(round_, at=at)
        body = {"file": file.pk, "cards": said(made)}
        append(series=round_.series, by=by, at=at, verb="file_review.third", body=body)
        return
    score, fatal = together(cards, round_.agency, on)
    _settle(round_, file, score, State.SCORED, by, at, fatal=fatal)


def _settle(
    round_: ReviewRound,
    file: ReviewedFile,
    score: Decimal,
    state: ReviewedFile.State,
    by: Actor,
    at: datetime,
    *,
    fatal: bool,
) -> None:
    file.score, file.fatal, file.state = score, fatal, state
    file.grade = grade_of(score, round_.agency, clock.day_of(at), fatal=fatal)
    file.save(update_fields=["score", "fatal", "state", "grade", "answer"])
    append(
        series=round_.series, by=by, at=at, verb="file_review.result",
        body={"file": file.pk, "state": str(state), "score": score, "fatal": fatal, "grade": str(file.grade)},
    )  # fmt: skip
