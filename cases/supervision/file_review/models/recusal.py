"""Requests of reviewed agencies that a scorer take no part in their files."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cases.supervision.file_review.models.round import ReviewRound
from enforcement.organisation.models import Agency


class ScorerRecusal(models.Model):
    """A request, once for a scorer in a round, and what the head of the round decided, each with its reason."""

    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="recusals")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", help_text="the reviewed agency that asks")
    scorer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    granted = models.BooleanField(null=True, blank=True)
    decision = models.TextField(blank=True, help_text="why it is granted or refused")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "agency", "scorer"], name="scorer_recusal_once"),
            models.CheckConstraint(
                condition=Q(granted__isnull=True, decided_at__isnull=True, decided_by__isnull=True, decision="")
                | (Q(granted__isnull=False, decided_at__isnull=False, decided_by__isnull=False) & ~Q(decision="")),
                name="scorer_recusal_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.scorer}"

    def get_absolute_url(self) -> str:
        """Return the page on which it is decided."""
        return reverse("file_review_recusal", args=[self.pk])
