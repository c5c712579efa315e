from exams.models.administration import (
    Accommodation,
    Discipline,
    EligibilityDecision,
    Exemption,
    RosterImport,
    Waiver,
    Withdrawal,
)
from exams.models.after import Appeal, HumanMark, Marker, RegradeLine, RegradeProposal, RegradeVoice
from exams.models.bank import (
    TEXT_TYPES,
    Bank,
    GroupVersion,
    Image,
    Item,
    ItemEnemy,
    ItemGroup,
    ItemType,
    ItemVersion,
    KeyChange,
    KeyChangeVoice,
    KeyFacts,
    KeyStatus,
    KeyVersion,
    LawRef,
)
from exams.models.paper import Exam, Form, Session
from exams.models.place import Proctor, Room, SessionRoom, Site
from exams.models.practice import PracticeAnswer
from exams.models.result import GradeRun, Result
from exams.models.run import BrowserConfig, IdentityPhoto, Intervention, LatePacket, SittingEvent, SittingWatch
from exams.models.sitting import Candidate, SaveJournal, Sitting
from exams.models.statistic import FormStat, ItemStat, SimilarPair
from exams.models.training import Attendance, Course

__all__ = [
    "TEXT_TYPES", "Accommodation", "Appeal", "Attendance", "Bank", "BrowserConfig", "Candidate", "Course",
    "Discipline", "EligibilityDecision", "Exam", "Exemption", "Form", "FormStat", "GradeRun", "GroupVersion",
    "HumanMark", "IdentityPhoto", "Image", "Intervention", "Item", "ItemEnemy", "ItemGroup", "ItemStat", "ItemType",
    "ItemVersion", "KeyChange", "KeyChangeVoice", "KeyFacts", "KeyStatus", "KeyVersion", "LatePacket", "LawRef",
    "Marker", "PracticeAnswer", "Proctor", "RegradeLine", "RegradeProposal", "RegradeVoice", "Result", "Room",
    "RosterImport", "SaveJournal", "Session", "SessionRoom", "SimilarPair", "Site", "Sitting", "SittingEvent",
    "SittingWatch", "Waiver", "Withdrawal",
]  # fmt: skip
