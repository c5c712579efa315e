"""Tokens by which programs of agencies read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from enforcement.organisation.models import Agency


class ApiToken(models.Model):
    """A key of a program. Only its SHA-256 is kept; ``beginning`` tells one from another.

    ``scopes`` name the resources that it opens, of the agency and those below it. The window counts the requests of one
    minute.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    title = models.CharField(max_length=80, help_text="which program of whom reads with it")
    purpose = models.CharField(max_length=200, help_text="the basis on which it reads")
    beginning = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    per_minute = models.PositiveIntegerField()
    expires_on = models.DateField(help_text="the last day")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True, help_text="last")
    uses = models.PositiveBigIntegerField(default=0)
    denials = models.PositiveBigIntegerField(default=0, help_text="refused: another scope, expired, revoked, too many")
    window_at = models.DateTimeField(null=True, blank=True, help_text="the minute that is counted")
    window_uses = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="api_token_revoked_whole",
            )
        ]

    def __str__(self) -> str:
        return f"{self.beginning}… {self.title}"

    @property
    def series(self) -> str:
        """The ledger series of the token."""
        return f"api_token:{self.pk}"
