"""Alarms: what a rule of law found on a case, until it is settled by a supervisor or no longer holds."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.rules.saying import say
from cases.supervision.complaints.models import Complaint
from enforcement.organisation.models import Agency

__all__ = ["Alarm", "Complaint"]


class Alarm(models.Model):
    """One finding on one case. It is raised once for a fact: ``key`` tells one fact from another.

    The sentence is kept untranslated with its parameters, so that each reader reads it in their own language.
    """

    class Severity(models.TextChoices):
        RED = "red", _("red: a rule of law is broken")
        YELLOW = "yellow", _("yellow: about to be, or a minor breach")
        NOTICE = "notice", _("notice: to be looked at")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        SETTLED = "settled", _("settled")
        LAPSED = "lapsed", _("lapsed")

    case = models.ForeignKey(Case, models.PROTECT, related_name="alarms")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    rule = models.CharField(max_length=8)
    severity = models.CharField(max_length=6, choices=Severity.choices)
    key = models.CharField(max_length=160)
    message = models.TextField(help_text="the sentence before translation")
    params = models.JSONField(default=dict)
    advice = models.TextField(blank=True, help_text="the remedy before translation")
    article = models.CharField(max_length=120)
    on = models.DateField(null=True, blank=True)
    step = models.CharField(max_length=20, blank=True)
    raised_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="the supervisor; nobody where it lapsed",
    )  # fmt: skip
    settled_by_name = models.CharField(max_length=60, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True, help_text="when it was settled or lapsed")
    reason = models.CharField(max_length=500, blank=True, help_text="why it was settled, or how it lapsed")

    class Meta:
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "rule", "key"], name="alarm_once"),
            models.CheckConstraint(
                condition=Q(state="open", settled_at__isnull=True, settled_by__isnull=True)
                | Q(state="settled", settled_at__isnull=False, settled_by__isnull=False)
                | Q(state="lapsed", settled_at__isnull=False, settled_by__isnull=True),
                name="alarm_settled_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "severity"], condition=Q(state="open"), name="alarm_open"),
            models.Index(fields=["agency", "-raised_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.rule}"

    @property
    def sentence(self) -> str:
        """The finding in the reader's language."""
        return say(self.message, self.params)

    @property
    def why(self) -> str:
        """Why it was settled, or how it lapsed, in the reader's language where the system wrote it."""
        return say(self.reason, {}) if self.state == self.State.LAPSED else self.reason

    @property
    def remedy(self) -> str:
        """What to do, in the reader's language."""
        return say(self.advice, self.params) if self.advice else ""
