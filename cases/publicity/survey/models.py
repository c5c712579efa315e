"""Answers of the satisfaction survey (行风测评): an agency, a month, four marks; never a person, an officer or a case.

Nothing joins a code that was used to the answer given with it: answers have random keys, and both say only the month.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.models import Agency

MARKS = ("overall", "manner", "told", "fair")


class SurveyAnswer(models.Model):
    """One answer; marks are 1 (very bad) to 5 (very good)."""

    class Via(models.TextChoices):
        OPEN = "open", _("without a code")
        COMPLAINT = "complaint", _("after a complaint")
        DECISION = "decision", _("after a decision")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="survey_answers")
    via = models.CharField(max_length=9, choices=Via.choices)
    month_on = models.DateField(help_text="first day of the month")
    overall = models.PositiveSmallIntegerField()
    manner = models.PositiveSmallIntegerField()
    told = models.PositiveSmallIntegerField()
    fair = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["month_on"]
        indexes: ClassVar = [models.Index(fields=["agency", "month_on"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(**{f"{mark}__gte": 1 for mark in MARKS}) & Q(**{f"{mark}__lte": 5 for mark in MARKS}),
                name="survey_marks_one_to_five",
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.month_on}"


class SurveyCodeUse(models.Model):
    """That a code was used; of the code only the keyed digest, of the day only the month."""

    digest = models.CharField(max_length=64, primary_key=True)
    month_on = models.DateField()

    class Meta:
        ordering = ["month_on"]

    def __str__(self) -> str:
        return self.digest[:8]
