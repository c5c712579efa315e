from certification.officers.models.correction import Correction
from certification.officers.models.intake import Intake
from certification.officers.models.movement import Movement
from certification.officers.models.officer import Officer
from certification.officers.models.qualification import LegalQualification

__all__ = ["Correction", "Intake", "LegalQualification", "Movement", "Officer"]
