"""Replace a recused scorer in the files of the agency that asked: what that person scored there no longer counts."""

from __future__ import annotations

from datetime import datetime

from cases.supervision.file_review.allotting import allot
from cases.supervision.file_review.models import ReviewedFile, ReviewRound, ScoreCard, ScorerRecusal
from cases.supervision.file_review.object_to_result import recheck_by
from cases.supervision.file_review.settling import score_together, settle
from enforcement import clock
from enforcement.actor import Actor

State, Role = ReviewedFile.State, ScoreCard.Role
AGAIN = (Role.RECHECK, Role.COSIGN)


def replace_scorer(round_: ReviewRound, asked: ScorerRecusal, *, by: Actor, at: datetime) -> list[ScoreCard]:
    """Set the scorer's cards of the agency's files aside, and return the cards that others get instead.

    A result that rested on such a card falls. Of a file that is being checked again, or was, only that check falls.
    """
    rows = ScoreCard.objects.filter(file__round=round_, file__agency=asked.agency, scorer=asked.scorer_id)
    touched = []
    for card in rows.filter(aside_at__isnull=True).select_related("file"):
        again = card.file.state in {State.OBJECTED, State.RECHECKED}
        if again == (card.role in AGAIN):
            card.aside_at, card.aside_reason = at, asked.decision[:300]
            card.save(update_fields=["aside_at", "aside_reason"])
            _reopen(round_, card, at)
            touched.append(card.file)
    made, _short = allot(round_, at=at)
    for file in touched:
        if file.state == State.SCORING:  # a third scorer may have taken the place: both cards are in
            settle(round_, file, by=by, at=at)
    return made


def _reopen(round_: ReviewRound, card: ScoreCard, at: datetime) -> None:
    file, live = card.file, card.file.cards.filter(aside_at__isnull=True)
    if card.role in AGAIN:
        live.filter(role__in=AGAIN).update(handed_in_at=None)  # two sign one conclusion: it is not signed any more
        if file.state == State.RECHECKED:
            file.state, file.answer = State.OBJECTED, ""
            file.recheck_by_on = recheck_by(round_, clock.day_of(at))
            scored = list(live.filter(handed_in_at__isnull=False))
            score_together(file, scored, round_, clock.day_of(at))
    elif card.role == Role.THIRD:
        file.state, file.score, file.grade, file.fatal = State.THIRD, None, "", False
    else:
        live.filter(role=Role.THIRD).update(role=card.role)
        file.state, file.score, file.grade, file.fatal = State.SCORING, None, "", False
    file.save(update_fields=["state", "answer", "recheck_by_on", "score", "grade", "fatal"])
