"""Hearings (行政处罚法第六十三至六十五条)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from cases.models.case import Case
from cases.models.notice import Notice


class Hearing(models.Model):
    """A hearing from request to report."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="hearings")
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, related_name="hearings")
    requested_on = models.DateField()
    request_form = models.CharField(max_length=8, default="written", help_text="written, oral (recorded)")
    requested_by = models.CharField(max_length=60, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    refused_reason = models.CharField(max_length=200, blank=True)
    chair = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    chair_name = models.CharField(max_length=60, blank=True)
    chair_certificate = models.CharField(max_length=40, blank=True)
    recorder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    recorder_name = models.CharField(max_length=60, blank=True)
    designated_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    planned_on = models.DateField(null=True, blank=True)
    is_public = models.BooleanField(default=True)
    closed_reason = models.CharField(max_length=120, blank=True, help_text="why it is not public")
    notice_served_on = models.DateField(null=True, blank=True)
    announced_on = models.DateField(null=True, blank=True)
    session = models.PositiveSmallIntegerField(default=1, help_text="one more after each suspension")
    opened_at = models.DateTimeField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    attendance = models.TextField(blank=True)
    record = models.TextField(blank=True, help_text="听证笔录")
    record_signed = models.BooleanField(default=False)
    refusal_note = models.CharField(max_length=200, blank=True, help_text="chair's note where the party would not sign")
    reported_on = models.DateField(null=True, blank=True)
    report = models.TextField(blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["requested_on", "pk"]

    def __str__(self) -> str:
        return f"{self.case} {self.planned_on or self.requested_on}"
