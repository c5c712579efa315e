from cases.models.case import Assignment, Case, Party
from cases.models.decision import Decision, Payment, Publication, Service
from cases.models.discussion import Discussion, Member
from cases.models.hearing import Hearing
from cases.models.inquiry import Inquiry, InquiryOfficer, Measure
from cases.models.notice import Defence, Notice, Proposal
from cases.models.paper import Paper
from cases.models.review import CaseCheck, Review

__all__ = [
    "Assignment",
    "Case",
    "CaseCheck",
    "Decision",
    "Defence",
    "Discussion",
    "Hearing",
    "Inquiry",
    "InquiryOfficer",
    "Measure",
    "Member",
    "Notice",
    "Paper",
    "Party",
    "Payment",
    "Proposal",
    "Publication",
    "Review",
    "Service",
]
