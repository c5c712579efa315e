"""A supervision matter: one question about one supervised organ, on the chart of supervision."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.supervision.models import Alarm, Complaint
from enforcement.organisation.models import Agency


class Matter(models.Model):
    """A matter. ``agency`` is supervised, ``body`` supervises; where it stands is told by its run's open step.

    One that was found in a reconsideration has no run: its one letter tells where it stands.
    """

    class Origin(models.TextChoices):
        """行政执法监督条例第十五条、第十八条、第二十条: how it was discovered."""

        ALARM = "alarm", _("alarm of the system")
        COMPLAINT = "complaint", _("complaint or report from the public")
        FILE_REVIEW = "file_review", _("file review (案卷评查)")
        REFERRAL = "referral", _("referred by another body")
        OTHER = "other", _("found in other supervision")
        RECONSIDERED = "reconsidered", _("found in a reconsideration (行政复议)")

    class Finding(models.TextChoices):
        """行政执法监督条例第二十七条至第二十九条: what the investigation found."""

        NON_PERFORMANCE = "non_performance", _("failure to act")
        ILLEGAL = "illegal", _("illegal or clearly improper")
        MAJOR = "major", _("major problem")
        NO_PROBLEM = "no_problem", _("no problem")

    class Result(models.TextChoices):
        FALSE_ALARM = "false_alarm", _("false alarm")
        ON_SPOT = "on_spot", _("corrected on the spot")
        NO_PROBLEM = "no_problem", _("no problem found")
        CORRECTED = "corrected", _("corrected after a letter")
        WITHDRAWN = "withdrawn", _("letter withdrawn after an objection")
        DECLINED = "declined", _("the government declined the proposal")
        DECIDED = "decided", _("decided by the government")
        DISOBEYED = "disobeyed", _("opinion of reconsideration not obeyed")

    number = models.CharField(max_length=60, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="matters")
    body = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    origin = models.CharField(max_length=12, choices=Origin.choices)
    origin_note = models.CharField(max_length=200, blank=True, help_text="who referred it, by which paper")
    title = models.CharField(max_length=120)
    summary = models.TextField()
    alarm = models.ForeignKey(Alarm, models.PROTECT, null=True, blank=True, related_name="matters")
    complaint = models.ForeignKey(Complaint, models.PROTECT, null=True, blank=True, related_name="matters")
    file_review_id = models.BigIntegerField(null=True, blank=True)
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="matters")
    run = models.OneToOneField("flowcharts.Run", models.PROTECT, null=True, related_name="matter")
    opened_on = models.DateField()
    opened_by = models.CharField(max_length=60)
    triage = models.TextField(blank=True)
    finding = models.CharField(max_length=15, choices=Finding.choices, blank=True)
    finding_text = models.TextField(blank=True)
    finding_basis = models.CharField(max_length=300, blank=True, help_text="what was broken: law and article")
    proposal = models.TextField(blank=True, help_text="处理建议 to the government")
    proposed_on = models.DateField(null=True, blank=True)
    proposal_answer = models.TextField(blank=True)
    result = models.CharField(max_length=12, choices=Result.choices, blank=True)
    closing = models.TextField(blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, result="") | (Q(closed_on__isnull=False) & ~Q(result="")),
                name="matter_closed_with_result",
            )
        ]
        indexes = [models.Index(fields=["agency", "-opened_on"])]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """Return the supervisors' page of it."""
        return reverse("matter", args=[self.pk])

    @property
    def series(self) -> str:
        """The ledger series of the matter."""
        return f"matter:{self.pk}"
