"""Lists of officers that came as a workbook."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.models import Agency


class Intake(models.Model):
    """A list of officers: its hash, what it did or would do, and every cell that was at fault."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", help_text="the list is of it and those below")
    file_name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    dry_run = models.BooleanField()
    rows = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    left = models.PositiveIntegerField(help_text="people of the agency today who are not in the list")
    refused = models.PositiveIntegerField()
    report = models.JSONField(default=list, help_text="what is wrong, by cell")
    shown = models.JSONField(default=list, help_text="the first of those new, changed and not in the list")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["-made_at"]
        verbose_name = _("list of officers")

    def __str__(self) -> str:
        return self.file_name
