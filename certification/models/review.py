"""Findings of the levels that review an application, and objections of citizens during its notice."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certification.models.application import Application
from enforcement.organisation.models import Agency


class LevelReview(models.Model):
    """What one level found; the last row of a level counts."""

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("approved (通过)")
        RETURNED = "returned", _("returned for correction (退回补正)")
        REFUSED = "refused", _("refused (不予通过)")

    application = models.ForeignKey(Application, models.PROTECT, related_name="reviews")
    level = models.PositiveSmallIntegerField(help_text="1 is the lowest")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    words = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(level__gte=1), name="level_review_from_one")]

    def __str__(self) -> str:
        return f"{self.application_id} {self.level} {self.outcome}"


class Objection(models.Model):
    """What a citizen says against an applicant; the office answers before the review may pass."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="objections_received")
    name = models.CharField(max_length=60, blank=True)
    contact = models.CharField(max_length=80, blank=True)
    words = models.TextField()
    made_at = models.DateTimeField()
    upheld = models.BooleanField(null=True, blank=True, help_text="what the office found; empty until answered")
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="objection_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.made_at:%Y-%m-%d}"
