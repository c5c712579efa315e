"""Rows of the review of case files."""

from cases.supervision.file_review.models.card import Mark, ScoreCard
from cases.supervision.file_review.models.file import Prefill, ReviewedFile
from cases.supervision.file_review.models.recusal import ScorerRecusal
from cases.supervision.file_review.models.round import Candidate, ReviewRound
from cases.supervision.file_review.models.sheet import ScoreSheet, SheetItem

__all__ = [
    "Candidate", "Mark", "Prefill", "ReviewRound", "ReviewedFile", "ScoreCard", "ScoreSheet", "ScorerRecusal",
    "SheetItem",
]  # fmt: skip
