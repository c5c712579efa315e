from certification.display.models import BoundDevice, Rating, SpentChallenge, Visit
from certification.keys.models import IssuedLeaf, KeyCeremony, KeyListEdition, LogRoot, RootKey, RootStatement
from certification.models.application import Application
from certification.models.batch import IssueBatch, IssueItem
from certification.models.certificate import Certificate
from certification.models.credential import Credential, CredentialStatus
from certification.models.handing import Delivery, HandedOver, HandOver
from certification.models.proposal import Proposal, Task
from certification.models.review import LevelReview, Objection
from certification.models.signing import SigningKey
from certification.models.status import StatusIndex, StatusShard
from certification.models.yearly import AnnualCheck, CheckRound, Reminder
from certification.officers.models import Correction, Intake, LegalQualification, Movement, Officer

__all__ = [
    "AnnualCheck",
    "Application",
    "BoundDevice",
    "Certificate",
    "CheckRound",
    "Correction",
    "Credential",
    "CredentialStatus",
    "Delivery",
    "HandOver",
    "HandedOver",
    "Intake",
    "IssueBatch",
    "IssueItem",
    "IssuedLeaf",
    "KeyCeremony",
    "KeyListEdition",
    "LegalQualification",
    "LevelReview",
    "LogRoot",
    "Movement",
    "Objection",
    "Officer",
    "Proposal",
    "Rating",
    "Reminder",
    "RootKey",
    "RootStatement",
    "SigningKey",
    "SpentChallenge",
    "StatusIndex",
    "StatusShard",
    "Task",
    "Visit",
]
