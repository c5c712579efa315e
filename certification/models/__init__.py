from certification.display.models import BoundDevice, Rating, SpentChallenge, Visit
from certification.models.application import Application
from certification.models.certificate import Certificate
from certification.models.credential import Credential, CredentialStatus
from certification.models.signing import SigningKey
from certification.models.status import StatusIndex, StatusShard
from certification.officers.models import Correction, Intake, LegalQualification, Movement, Officer

__all__ = [
    "Application",
    "BoundDevice",
    "Certificate",
    "Correction",
    "Credential",
    "CredentialStatus",
    "Intake",
    "LegalQualification",
    "Movement",
    "Officer",
    "Rating",
    "SigningKey",
    "SpentChallenge",
    "StatusIndex",
    "StatusShard",
    "Visit",
]
