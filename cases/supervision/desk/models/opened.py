"""Open cases as the board reads them: from which day each limit is yellow, from which day red."""

from __future__ import annotations

from django.db import models

from cases.models import Case
from enforcement.flowcharts.models import Node, StepRecord
from enforcement.organisation.models import Agency


class OpenCase(models.Model):
    """An open case with the days on which its lights turn; a light needs no write when a day passes.

    ``*_yellow_on`` and ``*_red_on`` are empty where that light cannot come, such as while the limit is suspended;
    ``*_due_on`` is empty where there is no limit.
    """

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="opened")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    field = models.CharField(max_length=20)
    procedure = models.CharField(max_length=20, blank=True, help_text="code of the flowchart")
    since_on = models.DateField(help_text="the day of the clue, for its age")
    step_yellow_on = models.DateField(null=True)
    step_red_on = models.DateField(null=True)
    step_due_on = models.DateField(null=True)
    clock_yellow_on = models.DateField(null=True)
    clock_red_on = models.DateField(null=True)
    clock_due_on = models.DateField(null=True)
    red_on = models.DateField(null=True, help_text="the earlier of the two: the most urgent case comes first")
    yellow_on = models.DateField(null=True, help_text="the earlier of the two")

    class Meta:
        indexes = [
            models.Index(fields=["agency", "red_on", "case"], name="open_case_agency"),
            models.Index(fields=["red_on", "case"], name="open_case_urgent"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.red_on}"


class OpenStep(models.Model):
    """An open step of an open case, with the days on which its light turns."""

    record = models.OneToOneField(StepRecord, models.CASCADE, primary_key=True, related_name="+")
    opened = models.ForeignKey(OpenCase, models.CASCADE, related_name="steps")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    node = models.ForeignKey(Node, models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=20)
    yellow_on = models.DateField(null=True)
    red_on = models.DateField(null=True)
    due_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.opened_id} {self.code}"
