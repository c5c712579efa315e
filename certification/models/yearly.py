"""The yearly check of credentials (年度考核审验), and reminders that were sent."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certification.models.credential import Credential
from enforcement.organisation.models import Agency


class CheckRound(models.Model):
    """The check of one year for an agency and all below it."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="check_rounds")
    year = models.PositiveSmallIntegerField(help_text="the year that is checked")
    due_on = models.DateField(help_text="the last day for the results")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["-year", "pk"]
        verbose_name = _("annual check of an agency")
        constraints = [models.UniqueConstraint(fields=["agency", "year"], name="check_round_once_a_year")]

    def __str__(self) -> str:
        return f"{self.agency} {self.year}"


class AnnualCheck(models.Model):
    """One credential in a round; without a result it is not done. Whether it lapses is judged from the days here."""

    class Result(models.TextChoices):
        PASSED = "passed", _("passed (合格)")
        FAILED = "failed", _("failed (不合格)")

    round = models.ForeignKey(CheckRound, models.PROTECT, related_name="checks")
    credential = models.ForeignKey(Credential, models.PROTECT, related_name="annual_checks")
    result = models.CharField(max_length=6, choices=Result.choices, blank=True)
    hours = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    words = models.CharField(max_length=300, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "credential"], name="annual_check_once_a_round"),
            models.CheckConstraint(
                condition=Q(checked_on__isnull=True, checked_by__isnull=True, result="")
                | (Q(checked_on__isnull=False, checked_by__isnull=False) & ~Q(result="")),
                name="annual_check_done_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.credential_id} {self.result or '—'}"


class Reminder(models.Model):
    """A reminder of the last day, sent once for each of the days before it."""

    credential = models.ForeignKey(Credential, models.PROTECT, related_name="reminders")
    days = models.PositiveSmallIntegerField(help_text="days before the last day")
    sent_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["credential", "days"], name="reminder_sent_once")]

    def __str__(self) -> str:
        return f"{self.credential_id} {self.days}"
