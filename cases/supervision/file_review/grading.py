"""Put the scores of a file together, and say its grade: as the agency that reviews has set, never the reviewed one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations
from typing import Final

from cases.supervision.file_review.models import ReviewedFile, ScoreCard
from cases.supervision.file_review.parameters import (
    COMBINE,
    DIFFERENCE,
    EXCELLENT,
    GOOD,
    PASSED,
    THIRD_ALONE,
)
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import values

Grade = ReviewedFile.Grade
TENTH: Final = Decimal("0.1")


def needs_third(one: ScoreCard, other: ScoreCard, agency: Agency, on: date) -> bool:
    """Return whether two scorers differ so much that a third must score, or one alone fails the whole file."""
    most = Decimal(str(values((DIFFERENCE,), agency=agency, on=on)[DIFFERENCE]))
    return one.fatal != other.fatal or abs(total_of(one) - total_of(other)) > most


def together(cards: Sequence[ScoreCard], agency: Agency, on: date) -> tuple[Decimal, bool]:
    """Return the score of two or three cards, and whether the file fails as a whole: most of them must say so."""
    fatal = sum(card.fatal for card in cards) * 2 > len(cards)
    totals = sorted(total_of(card) for card in cards)
    third = next((card for card in cards if card.role == ScoreCard.Role.THIRD), None)
    if third is not None:
        if values((COMBINE,), agency=agency, on=on)[COMBINE] == THIRD_ALONE:
            return total_of(third), third.fatal
        near = sorted(combinations(totals, 2), key=lambda pair: (pair[1] - pair[0], -pair[1]))
        totals = list(near[0])
    return (sum(totals, Decimal(0)) / len(totals)).quantize(TENTH, ROUND_HALF_UP), fatal


def total_of(card: ScoreCard) -> Decimal:
    """Return the points of a card that was handed in."""
    return Decimal(card.total or 0)


def grade_of(score: Decimal, agency: Agency, on: date, *, fatal: bool) -> Grade:
    """Return the grade of a score; a file that fails as a whole has failed, whatever its points."""
    if fatal:
        return Grade.FAILED
    bounds = values((EXCELLENT, GOOD, PASSED), agency=agency, on=on)
    steps = ((EXCELLENT, Grade.EXCELLENT), (GOOD, Grade.GOOD), (PASSED, Grade.PASSED))
    return next((grade for code, grade in steps if score >= Decimal(str(bounds[code]))), Grade.FAILED)
