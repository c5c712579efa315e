"""Alarms: what a rule of law found, until a supervisor settles it or it no longer holds."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.rules.saying import say
from cases.supervision.complaints.models import Complaint
from enforcement.organisation.models import Agency

__all__ = ["Alarm", "Complaint"]


class Alarm(models.Model):
    """One finding on one case, or on another subject. It is raised once for a fact: ``key`` tells facts apart.

    The sentence is kept untranslated with its parameters, so that each reader reads it in their own language.
    """

    class Severity(models.TextChoices):
        RED = "red", _("red: a rule of law is broken")
        YELLOW = "yellow", _("yellow: about to be, or a minor breach")
        NOTICE = "notice", _("notice: to be looked at")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        PROPOSED = "proposed", _("settlement proposed")
        SETTLED = "settled", _("settled")
        LAPSED = "lapsed", _("lapsed")

    class Outcome(models.TextChoices):
        """What an alarm came to (行政执法监督条例第二十条、第二十六条)."""

        FALSE_ALARM = "false_alarm", _("false alarm: the rule was not broken")
        CORRECTED = "corrected", _("corrected on the spot")
        MATTER = "matter", _("taken up as a matter of supervision")
        EXPLAINED = "explained", _("broken, explained and noted; nothing left to correct")

    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="alarms")
    source = models.CharField(max_length=40, blank=True, help_text="who found what is on no case")
    subject = models.CharField(max_length=60, blank=True, help_text="a ledger series, where it is on no case")
    title = models.CharField(max_length=200, blank=True, help_text="of the subject")
    url = models.CharField(max_length=300, blank=True, help_text="of the subject")
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
    outcome = models.CharField(max_length=12, blank=True, choices=Outcome.choices)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="the supervisor who says what it came to",
    )  # fmt: skip
    proposed_by_name = models.CharField(max_length=60, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    review_note = models.CharField(max_length=500, blank=True, help_text="of the reviewer, also who sent it back")
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="another supervisor, who confirmed it; nobody where it lapsed",
    )  # fmt: skip
    settled_by_name = models.CharField(max_length=60, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True, help_text="when it was settled or lapsed")
    gone_at = models.DateTimeField(null=True, blank=True, help_text="when an audit no longer found it, after that")
    reason = models.CharField(max_length=500, blank=True, help_text="why it was settled, or how it lapsed")

    class Meta:
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "rule", "key"], name="alarm_once"),
            models.UniqueConstraint(
                fields=["subject", "rule", "key"], condition=Q(case__isnull=True), name="alarm_once_on_a_subject"
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=False, subject="") | (Q(case__isnull=True) & ~Q(subject="")),
                name="alarm_on_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(state="open", settled_at__isnull=True, settled_by__isnull=True, proposed_by__isnull=True)
                | Q(state="proposed", settled_at__isnull=True, settled_by__isnull=True, proposed_by__isnull=False)
                | Q(state="settled", settled_at__isnull=False, settled_by__isnull=False)
                | Q(state="lapsed", settled_at__isnull=False, settled_by__isnull=True),
                name="alarm_settled_whole",
            ),
            models.CheckConstraint(
                condition=Q(proposed_at__isnull=True, proposed_by__isnull=True)
                | Q(proposed_at__isnull=False, proposed_by__isnull=False),
                name="alarm_proposed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True) | Q(proposed_by__isnull=True) | ~Q(settled_by=F("proposed_by")),
                name="alarm_settled_by_two",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "severity"], condition=Q(state="open"), name="alarm_open"),
            models.Index(fields=["agency", "-raised_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.rule}"

    @property
    def about(self) -> str:
        """What it was found on: the number of the case, or the title of the subject."""
        return self.title if self.case is None else str(self.case)

    @property
    def link(self) -> str:
        """The page of what it was found on."""
        return self.url if self.case_id is None else reverse("supervision_case", args=[self.case_id])

    @property
    def series(self) -> str:
        """The ledger series in which it is raised, settled and lapses."""
        return f"supervision:{self.subject or self.case_id}"

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
