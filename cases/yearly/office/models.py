"""The law office: who works in legal sections, what training was held, and the yearly progress report."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enforcement.organisation.models import Agency
from exams.models.pairs import both_or_neither


class SectionMember(models.Model):
    """A place in an agency's legal section, from day to day. ``qualification`` as it was when entered."""

    class Role(models.TextChoices):
        STAFF = "staff", _("member of the legal section")
        COUNSEL = "counsel", _("chief legal counsel (首席法律顾问)")
        ADVISER = "adviser", _("outside legal counsel (法律顾问)")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="legal_section")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=60)
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.STAFF)
    is_reviewer = models.BooleanField(default=False, help_text="reviews decisions (法制审核人员)")
    qualification = models.CharField(max_length=40, blank=True, help_text="法律职业资格 no.; empty: none")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True, help_text="last day")
    source = models.CharField(max_length=200)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["agency__path", "role", "from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="section_member_in_order"
            ),
            models.UniqueConstraint(
                fields=["agency", "person", "role"], condition=Q(to_on__isnull=True, person__isnull=False),
                name="section_member_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} {self.role}"


class TrainingEvent(models.Model):
    """A class or a lecture on the law for leading officials, with what proves it."""

    class Kind(models.TextChoices):
        LEADERS = "leaders", _("class on the law for leading officials (领导干部法治专题班)")
        LECTURE = "lecture", _("lecture on the law for the leadership (法治讲座)")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="training_events")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    title = models.CharField(max_length=80)
    held_on = models.DateField()
    attendees = models.PositiveSmallIntegerField()
    evidence = models.CharField(max_length=200, help_text="number of the notice, minutes, sign-in sheet")
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn = models.CharField(max_length=200, blank=True, help_text="why it does not count")

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.title} {self.held_on}"


class ProgressReport(models.Model):
    """The yearly progress report of rule-of-law work (法治政府建设年度报告): drawn from figures, then edited."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("progress report", "being written")
        APPROVED = "approved", pgettext_lazy("progress report", "approved by the government")
        PUBLISHED = "published", pgettext_lazy("progress report", "published")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="progress_reports")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    parts = models.JSONField(default=list, help_text="code and text of each part, in order")
    figures = models.JSONField(default=dict, help_text="the system's figures that it was drawn from")
    sha256 = models.CharField(max_length=64)
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-year", "agency__path"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "year"], name="progress_report_once"),
            both_or_neither("approved", name="progress_report_approved_by", person=True),
            both_or_neither("published", name="progress_report_published_by", person=True),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.year}"

    def get_absolute_url(self) -> str:
        """Return the page where it is written."""
        return reverse("progress_report", args=[self.pk])

    @property
    def sha_parts(self) -> list[str]:
        """The fingerprint in groups of eight, so that it fits a phone."""
        return [self.sha256[i : i + 8] for i in range(0, len(self.sha256), 8)]

    @property
    def series(self) -> str:
        """The ledger series of this report."""
        return f"progress:{self.pk}"
