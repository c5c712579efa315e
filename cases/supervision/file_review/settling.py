"""Set the result of a file once every card that is wanted is in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from cases.supervision.file_review.allotting import allot, said
from cases.supervision.file_review.grading import grade_of, needs_third, together
from cases.supervision.file_review.models import ReviewedFile, ReviewRound, ScoreCard
from cases.supervision.file_review.parameters import OBJECTION
from enforcement import clock
from enforcement.actor import Actor
from enforcement.flowcharts.calendar.current import calendar
from enforcement.ledger.append import append
from enforcement.organisation.parameters import value

State, Role = ReviewedFile.State, ScoreCard.Role
SCORERS = (Role.FIRST, Role.SECOND, Role.THIRD)


def object_by(round_: ReviewRound, on: date) -> date:
    """Return the last day for an objection to a result that is told on a day."""
    return calendar().add_working(on, value(OBJECTION, agency=round_.agency, on=on))


def settle(round_: ReviewRound, file: ReviewedFile, *, by: Actor, at: datetime) -> None:
    """Set the result of the scorers, if all are in; call a third one where two differ too much."""
    on = clock.day_of(at)
    cards = list(file.cards.filter(role__in=SCORERS, handed_in_at__isnull=False, aside_at__isnull=True))
    if len(cards) < (3 if file.state == State.THIRD else 2):
        return
    if file.state == State.SCORING and needs_third(cards[0], cards[1], round_.agency, on):
        file.state = State.THIRD
        file.save(update_fields=["state"])
        made, _short = allot(round_, at=at)
        body = {"file": file.pk, "cards": said(made)}
        append(series=round_.series, by=by, at=at, verb="file_review.third", body=body)
        return
    score_together(file, cards, round_, on)
    if round_.state == ReviewRound.State.ANNOUNCED:  # scored anew after a recusal: the agency's days begin anew
        file.object_by_on = object_by(round_, on)
    keep(round_, file, State.SCORED, by=by, at=at)


def score_together(file: ReviewedFile, cards: Sequence[ScoreCard], round_: ReviewRound, on: date) -> None:
    """Put the scores of the scorers together on the file, which is not saved yet."""
    scored = [card for card in cards if card.role in SCORERS]
    score, fatal = together(scored, round_.agency, on)
    give(file, score, round_, on, fatal=fatal)


def give(file: ReviewedFile, score: Decimal, round_: ReviewRound, on: date, *, fatal: bool) -> None:
    """Give a file its score and grade; it is not saved yet."""
    file.score, file.fatal = score, fatal
    file.grade = grade_of(score, round_.agency, on, fatal=fatal)


def keep(round_: ReviewRound, file: ReviewedFile, state: ReviewedFile.State, *, by: Actor, at: datetime) -> None:
    """Keep the result of a file, and tell the ledger."""
    file.state = state
    file.save(update_fields=["score", "fatal", "state", "grade", "answer", "object_by_on"])
    append(
        series=round_.series, by=by, at=at, verb="file_review.result",
        body={"file": file.pk, "state": str(state), "score": file.score, "fatal": file.fatal, "grade": str(file.grade)},
    )  # fmt: skip
