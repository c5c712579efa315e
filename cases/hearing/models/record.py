"""The live record of a hearing: a text for each part of each session, and the evidence that was shown."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cases.models.hearing import Hearing


class HearingSection(models.Model):
    """What was said in one part of a session. ``revision`` tells two tablets apart that write the same part."""

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="sections")
    session = models.PositiveSmallIntegerField(default=1)
    code = models.CharField(max_length=12)
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["session", "begun_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["hearing", "session", "code"], name="hearing_section_once"),
        ]

    def __str__(self) -> str:
        return f"{self.hearing_id} {self.session} {self.code}"


class HearingExhibit(models.Model):
    """A piece of the file that was shown to the party at the hearing, and what the party said of it."""

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="exhibits")
    session = models.PositiveSmallIntegerField(default=1)
    label = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, blank=True)
    shown_at = models.DateTimeField()
    view = models.TextField(blank=True, help_text="what the party said of it (质证意见)")

    class Meta:
        ordering = ["shown_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["hearing", "session", "label"], name="hearing_exhibit_once"),
        ]

    def __str__(self) -> str:
        return self.label


class HearingBreak(models.Model):
    """Time in which a hearing waited: put off before it began, or suspended, with its ground; until a new notice."""

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="breaks")
    kind = models.CharField(max_length=10, help_text="postponed, suspended")
    ground = models.CharField(max_length=20)
    note = models.TextField(blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True, help_text="the new day of the hearing")
    notice_served_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["from_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["hearing"], condition=Q(to_on__isnull=True), name="hearing_one_break_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.hearing_id} {self.kind} {self.from_on}"
