from cases.hearing.models.amount import HearingAmount
from cases.hearing.models.page import HearingPage, HearingSignature
from cases.hearing.models.people import HearingAttendee, HearingSeat
from cases.hearing.models.record import HearingBreak, HearingExhibit, HearingSection

__all__ = [
    "HearingAmount",
    "HearingAttendee",
    "HearingBreak",
    "HearingExhibit",
    "HearingPage",
    "HearingSeat",
    "HearingSection",
    "HearingSignature",
]
