from cases.collective.models import AgendaItem, Meeting
from cases.discretion.models import ActCompared, Benchmark, BenchmarkSet, Grade, Limitation, Weighing
from cases.disputes.models import Dispute, DisputeOpinion, DisputePaper
from cases.drafting.models import OwnTemplate, PaperDraft
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
from cases.execution.models import Agreement, Demand, Enforcement, Instalment, SurchargeOrder
from cases.finding.models import SavedFilter, TypedForm
from cases.hearing.models import (
    HearingAmount,
    HearingAttendee,
    HearingBreak,
    HearingExhibit,
    HearingPage,
    HearingSeat,
    HearingSection,
    HearingSignature,
)
from cases.legal.models import MajorDecision, ReviewDispute, ReviewerSince, ReviewFile
from cases.models.case import Assignment, Case, Party
from cases.models.clue import Clue
from cases.models.decision import Decision, Payment, Publication, Service
from cases.models.discussion import Discussion, Member
from cases.models.hearing import Hearing
from cases.models.inquiry import Inquiry, InquiryOfficer, Measure
from cases.models.notice import Defence, Notice, PreparedNotice, Proposal
from cases.models.paper import Paper
from cases.models.review import CaseCheck, Review
from cases.outcomes.models import Ending, HeavyFiling, PoliceTransfer, Remedy
from cases.serving.models import EarlyEnd, Posting, Redaction, ServiceAddress
from cases.staffing.models import Handover, Recusal
from cases.summary.models import OnSpot, TurnedGeneral

__all__ = [
    "ActCompared",
    "AgendaItem",
    "Agreement",
    "Assignment",
    "Benchmark",
    "BenchmarkSet",
    "Case",
    "CaseCheck",
    "Clue",
    "CustodyEvent",
    "Decision",
    "Defence",
    "Demand",
    "Discussion",
    "Dispute",
    "DisputeOpinion",
    "DisputePaper",
    "EarlyEnd",
    "Ending",
    "Enforcement",
    "EntrustedTest",
    "Evidence",
    "Grade",
    "Handover",
    "Hearing",
    "HearingAmount",
    "HearingAttendee",
    "HearingBreak",
    "HearingExhibit",
    "HearingPage",
    "HearingSeat",
    "HearingSection",
    "HearingSignature",
    "HeavyFiling",
    "Inquiry",
    "InquiryOfficer",
    "Inspection",
    "Instalment",
    "Interview",
    "Limitation",
    "MajorDecision",
    "Measure",
    "Meeting",
    "Member",
    "Notice",
    "OnSpot",
    "OwnTemplate",
    "Paper",
    "PaperDraft",
    "Party",
    "Payment",
    "PoliceTransfer",
    "Posting",
    "PreparedNotice",
    "Proposal",
    "Publication",
    "Recording",
    "Recusal",
    "Redaction",
    "Remedy",
    "Review",
    "ReviewDispute",
    "ReviewFile",
    "ReviewerSince",
    "Sample",
    "SavedFilter",
    "Service",
    "ServiceAddress",
    "SurchargeOrder",
    "Suspension",
    "Thing",
    "TurnedGeneral",
    "TypedForm",
    "Weighing",
]
