from exams.models.bank import Bank, Item, ItemType, ItemVersion, KeyVersion, LawRef
from exams.models.paper import Exam, Form, Session
from exams.models.result import Result
from exams.models.sitting import Candidate, SaveJournal, Sitting

__all__ = [
    "Bank",
    "Candidate",
    "Exam",
    "Form",
    "Item",
    "ItemType",
    "ItemVersion",
    "KeyVersion",
    "LawRef",
    "Result",
    "SaveJournal",
    "Session",
    "Sitting",
]
