from cases.supervision.matters.models.follow import Consequence, Correction
from cases.supervision.matters.models.letter import Answer, Letter
from cases.supervision.matters.models.matter import Matter
from cases.supervision.matters.models.measure import Measure, Recusal
from cases.supervision.matters.models.paper import MatterPaper

__all__ = ["Answer", "Consequence", "Correction", "Letter", "Matter", "MatterPaper", "Measure", "Recusal"]
