"""A yearly report in its versions, and the figures that people entered in it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.models import Agency
from exams.models.pairs import both_or_neither


class YearlyReport(models.Model):
    """行政执法统计年报 of an agency (国办发〔2018〕118号第六项). A published version never changes.

    ``content``: ``order``, ``known_on``, ``steps`` (titles by code), ``missing`` (agencies below whose own report is
    not published) and ``agencies``: ``id, name, name_en, cells`` (line → amount as text) and ``behind`` (line → cases).
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft: figures are entered")
        CHECKED = "checked", _("checked by a second person")
        APPROVED = "approved", _("approved by the head")
        PUBLISHED = "published", _("published")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="yearly_reports")
    year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    correction = models.CharField(max_length=300, blank=True, help_text="why this version corrects the one before")
    returned = models.CharField(max_length=300, blank=True, help_text="why it was sent back last")
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-year", "agency__path", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "version"], name="yearly_report_version_once"),
            models.UniqueConstraint(
                fields=["agency", "year"], condition=~Q(state="published"), name="yearly_report_one_open"
            ),
            both_or_neither("checked", name="yearly_report_checked_by", person=True),
            both_or_neither("approved", name="yearly_report_approved_by", person=True),
            both_or_neither("published", name="yearly_report_published_by", person=True),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.year} v{self.version}"

    def get_absolute_url(self) -> str:
        """Return the page of those who work on it."""
        return reverse("yearly_report", args=[self.pk])

    @property
    def sha_parts(self) -> list[str]:
        """The fingerprint in groups of eight, so that it fits a phone."""
        return [self.sha256[i : i + 8] for i in range(0, len(self.sha256), 8)]

    @property
    def series(self) -> str:
        """The ledger series of all versions of this report."""
        return f"yearly:{self.agency_id}:{self.year}"


class EnteredFigure(models.Model):
    """A figure that the system has no data for: who entered it, when, and where it comes from."""

    report = models.ForeignKey(YearlyReport, models.PROTECT, related_name="figures")
    line = models.CharField(max_length=30)
    amount = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["report", "line"], name="entered_figure_once")]

    def __str__(self) -> str:
        return f"{self.line} {self.amount}"
