from certification.models.application import Application, TrainingRecord
from certification.models.certificate import Certificate
from certification.models.credential import Credential, CredentialStatus
from certification.models.signing import SigningKey

__all__ = ["Application", "Certificate", "Credential", "CredentialStatus", "SigningKey", "TrainingRecord"]
