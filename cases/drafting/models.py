"""Agencies' own templates, and papers while they are drafted."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from cases.models.paper import Paper


class OwnTemplate(models.Model):
    """An agency's own text of a paper. One person drafts it, another publishes; published it never changes."""

    agency = models.ForeignKey("organisation.Agency", models.PROTECT, related_name="+")
    key = models.CharField(max_length=20)
    title = models.CharField(max_length=60)
    body = models.TextField()
    asks = models.TextField(blank=True, help_text="one to a line: label | kind")
    effective_on = models.DateField()
    sha256 = models.CharField(max_length=64)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "cases"
        ordering = ["key", "effective_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="own_template_published",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=models.F("drafted_by")),
                name="own_template_two_persons",
            ),
        ]
        indexes = [models.Index(fields=["agency", "key", "effective_on"], name="own_template_in_force")]

    def __str__(self) -> str:
        return f"{self.title} {self.effective_on}"


class PaperDraft(models.Model):
    """A paper while it is written: text and answers sealed, kept until it is issued or thrown away."""

    class State(models.TextChoices):
        DRAFT = "draft", _("being drafted")
        SUBMITTED = "submitted", _("paper submitted")
        ISSUED = "issued", _("paper issued")
        DROPPED = "dropped", _("thrown away")

    case = models.ForeignKey(Case, models.PROTECT, related_name="paper_drafts")
    key = models.CharField(max_length=20, default="")
    title = models.CharField(max_length=60)
    version = models.CharField(max_length=40, help_text="the template and its version")
    template_sha256 = models.CharField(max_length=64)
    sealed = models.TextField(blank=True, help_text="text, answers and what is asked")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    returned_why = models.CharField(max_length=200, blank=True)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    paper = models.OneToOneField(Paper, models.PROTECT, null=True, blank=True, related_name="draft")

    class Meta:
        app_label = "cases"
        ordering = ["-saved_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="issued", paper__isnull=False) | (~Q(state="issued") & Q(paper__isnull=True)),
                name="paper_draft_issued",
            )
        ]
        indexes = [models.Index(fields=["case", "state"], name="paper_draft_of_case")]

    def __str__(self) -> str:
        return f"{self.title} ({self.state})"
