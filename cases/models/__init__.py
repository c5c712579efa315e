from cases.evidence.models import (
    CustodyEvent,
    EntrustedTest,
    Evidence,
    Inspection,
    Interview,
    Recording,
    Sample,
    Suspension,
    Thing,
)
from cases.models.case import Assignment, Case, Party
from cases.models.clue import Clue
from cases.models.decision import Decision, Payment, Publication, Service
from cases.models.discussion import Discussion, Member
from cases.models.hearing import Hearing
from cases.models.inquiry import Inquiry, InquiryOfficer, Measure
from cases.models.notice import Defence, Notice, Proposal
from cases.models.paper import Paper
from cases.models.review import CaseCheck, Review
from cases.staffing.models import Handover, Recusal

__all__ = [
    "Assignment",
    "Case",
    "CaseCheck",
    "Clue",
    "CustodyEvent",
    "Decision",
    "Defence",
    "Discussion",
    "EntrustedTest",
    "Evidence",
    "Handover",
    "Hearing",
    "Inquiry",
    "InquiryOfficer",
    "Inspection",
    "Interview",
    "Measure",
    "Member",
    "Notice",
    "Paper",
    "Party",
    "Payment",
    "Proposal",
    "Publication",
    "Recording",
    "Recusal",
    "Review",
    "Sample",
    "Service",
    "Suspension",
    "Thing",
]
