"""Yearly reports, and the work of the law office."""

from __future__ import annotations

from cases.yearly.office.models import ProgressReport, SectionMember, TrainingEvent
from cases.yearly.report_models import EnteredFigure, YearlyReport

__all__ = ["EnteredFigure", "ProgressReport", "SectionMember", "TrainingEvent", "YearlyReport"]
