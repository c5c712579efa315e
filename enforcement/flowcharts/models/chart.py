"""Flowcharts and their versions. What is published never changes; triggers see to it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.models import Agency


class Flowchart(models.Model):
    """A procedure of an agency, used by all agencies below that have no chart of their own under the same code."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="flowcharts")
    code = models.CharField(max_length=20, help_text="e.g. P for the general penalty procedure")
    title = models.CharField(max_length=80)
    title_en = models.CharField(max_length=120, blank=True)
    power_item = models.CharField(max_length=80, blank=True, help_text="entry of the agency's list of powers")

    class Meta:
        ordering = ["code", "agency_id"]
        constraints = [models.UniqueConstraint(fields=["agency", "code"], name="flowchart_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def name(self) -> str:
        """The title in the reader's language."""
        return self.title_en if self.title_en and (get_language() or "").startswith("en") else self.title


class FlowchartVersion(models.Model):
    """One version: draft → review → published → superseded. Running cases stay on the version they began with."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        REVIEW = "review", _("in review")
        PUBLISHED = "published", _("published")
        SUPERSEDED = "superseded", _("superseded")
        WITHDRAWN = "withdrawn", _("withdrawn")

    flowchart = models.ForeignKey(Flowchart, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    bpmn = models.TextField()
    sha256 = models.CharField(max_length=64, db_index=True)
    svg = models.TextField(blank=True)
    note = models.CharField(max_length=300, blank=True, help_text="what changed and why")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    superseded_on = models.DateField(null=True, blank=True)
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")

    class Meta:
        ordering = ["flowchart_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["flowchart", "number"], name="flowchart_version_once"),
            models.UniqueConstraint(
                fields=["flowchart"], condition=Q(status="published"), name="flowchart_one_published"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True, effective_on__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False, effective_on__isnull=False),
                name="flowchart_publication_whole",
            ),
            models.CheckConstraint(
                condition=Q(superseded_on__isnull=True) | Q(superseded_on__gte=F("effective_on")),
                name="flowchart_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.flowchart.title} v{self.number}"

    @property
    def is_public(self) -> bool:
        """Whether the public reads it: published now or once."""
        return self.status in {self.Status.PUBLISHED, self.Status.SUPERSEDED}


class Approval(models.Model):
    """An approver's consent to a version, or the reasons against it."""

    version = models.ForeignKey(FlowchartVersion, models.PROTECT, related_name="approvals")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    agrees = models.BooleanField()
    comment = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["version", "person"], name="flowchart_approval_once")]

    def __str__(self) -> str:
        return f"{self.version_id} {self.person_id} {'+' if self.agrees else '-'}"
