"""What one case counts for in the rollups, and which cases are to be looked at again."""

from __future__ import annotations

from django.db import models

from cases.models import Case
from enforcement.organisation.models import Agency


class CaseFacts(models.Model):
    """What a case counts for, as last looked at: a correction takes it out of one month and puts it into another."""

    case = models.OneToOneField(Case, models.DO_NOTHING, primary_key=True, related_name="+", db_constraint=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    procedure = models.CharField(max_length=20, blank=True)
    field = models.CharField(max_length=20)
    filed_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    timed = models.BooleanField()
    in_time = models.BooleanField()
    heard = models.BooleanField()
    reviewed = models.BooleanField()
    discussed = models.BooleanField()
    challenged = models.BooleanField()
    changed = models.BooleanField()
    amended = models.BooleanField()
    to_publish = models.BooleanField()
    published_in_time = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["agency", "filed_on"], name="case_facts_filed"),
            models.Index(fields=["agency", "closed_on"], name="case_facts_closed"),
            models.Index(fields=["agency", "decided_on"], name="case_facts_decided"),
        ]

    def __str__(self) -> str:
        return str(self.case_id)


class TouchedCase(models.Model):
    """A case with a changed row, written by the database itself; the night looks at it and takes it off."""

    case = models.ForeignKey(Case, models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False)

    def __str__(self) -> str:
        return str(self.case_id)
