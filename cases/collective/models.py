"""A meeting of the leadership: several cases on one agenda, one roll call."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.discussion import Discussion


class Meeting(models.Model):
    """When and where the leadership meets, and which papers went ahead."""

    agency = models.ForeignKey("organisation.Agency", models.PROTECT, related_name="meetings")
    planned_on = models.DateField()
    place = models.CharField(max_length=120)
    called_on = models.DateField(help_text="the papers went to the members this day")
    called_by = models.CharField(max_length=60)
    urgent_reason = models.CharField(max_length=200, blank=True, help_text="why it is sooner than the term")
    held_on = models.DateField(null=True, blank=True)
    failed_on = models.DateField(null=True, blank=True, help_text="流会")

    class Meta:
        ordering = ["-planned_on", "-pk"]
        verbose_name = _("meeting")

    def __str__(self) -> str:
        return f"{self.agency} {self.planned_on}"


class AgendaItem(models.Model):
    """A case on the agenda of a meeting."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    discussion = models.ForeignKey(Discussion, models.PROTECT, related_name="agenda_items")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="agenda_position_once"),
            models.UniqueConstraint(fields=["meeting", "discussion"], name="agenda_case_once"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.position}"
