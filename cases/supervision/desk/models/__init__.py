"""The supervisor's desk: what the board reads, and the rollups of the comparison. All of it can be made anew."""

from cases.supervision.desk.models.facts import CaseFacts, TouchedCase
from cases.supervision.desk.models.monthly import CaseStatsMonthly, StepMove, StepStatsMonthly
from cases.supervision.desk.models.opened import OpenCase, OpenStep

__all__ = [
    "CaseFacts",
    "CaseStatsMonthly",
    "OpenCase",
    "OpenStep",
    "StepMove",
    "StepStatsMonthly",
    "TouchedCase",
]
