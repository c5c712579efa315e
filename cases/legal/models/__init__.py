from cases.legal.models.catalogue import MajorDecision
from cases.legal.models.rounds import ReviewDispute, ReviewerSince, ReviewFile

__all__ = ["MajorDecision", "ReviewDispute", "ReviewFile", "ReviewerSince"]
