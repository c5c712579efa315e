"""Disputes between enforcement agencies (行政执法监督条例第十三条; 山东省行政执法监督条例第十八条)."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.models import Agency


class Dispute(models.Model):
    """A dispute on who enforces, or how. Where it stands is told by its run's open step."""

    class Kind(models.TextChoices):
        BOTH = "both", _("several agencies claim the matter")
        NONE = "none", _("no agency takes the matter")
        BASIS = "basis", _("the law is applied in different ways")
        HELP = "help", _("assistance between agencies fails")

    number = models.CharField(max_length=60, unique=True)
    applicant = models.ForeignKey(Agency, models.PROTECT, related_name="disputes")
    is_ex_officio = models.BooleanField(default=False)
    kind = models.CharField(max_length=6, choices=Kind.choices)
    subject = models.CharField(max_length=120)
    facts = models.TextField()
    claim = models.TextField(help_text="what the applicant asks for")
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, blank=True, related_name="disputes")
    run = models.OneToOneField("flowcharts.Run", models.PROTECT, null=True, related_name="dispute")
    opened_on = models.DateField()
    refused_reason = models.TextField(blank=True)
    met_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    minutes = models.TextField(blank=True)
    agreement = models.TextField(blank=True)
    proposal = models.TextField(blank=True)
    ruling = models.TextField(blank=True)
    ruled_on = models.DateField(null=True, blank=True)
    responsible = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    effect = models.TextField(blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_on", "-pk"]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("dispute", args=[self.pk])

    @property
    def series(self) -> str:
        """The ledger series of the dispute."""
        return f"dispute:{self.pk}"


class DisputeOpinion(models.Model):
    """An agency in a dispute: asked for its opinion, by when, and what it said."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="opinions")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="dispute_opinions")
    asked_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    text = models.TextField(blank=True)
    basis = models.CharField(max_length=300, blank=True, help_text="law that the agency rests on")
    given_on = models.DateField(null=True, blank=True)
    author = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["dispute", "agency"], name="dispute_agency_once")]

    def __str__(self) -> str:
        return f"{self.dispute} {self.agency}"


class DisputePaper(models.Model):
    """A paper of a dispute; the bytes are kept by their SHA-256."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="papers")
    title = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    author = models.CharField(max_length=60)

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return self.title
