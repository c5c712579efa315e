from cases.evidence.models.evidence import CustodyEvent, Evidence
from cases.evidence.models.inquiries import EntrustedTest, Interview, Recording, Sample
from cases.evidence.models.inspection import Inspection
from cases.evidence.models.suspension import Suspension
from cases.evidence.models.thing import Thing

__all__ = [
    "CustodyEvent",
    "EntrustedTest",
    "Evidence",
    "Inspection",
    "Interview",
    "Recording",
    "Sample",
    "Suspension",
    "Thing",
]
