"""The calendar in tables: layers, revisions with their notice, the days they say, and the due dates they moved."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.models.running import Run
from enforcement.organisation.models import Agency


class CalendarLayer(models.Model):
    """Whose days off they are: the nation's, a province's, or an agency's own closures.

    Closures of an agency move statutory limits only where the layer has a legal basis.
    """

    class Kind(models.TextChoices):
        NATIONAL = "national", _("National")
        PROVINCE = "province", _("Province")
        AGENCY = "agency", _("Closure of an agency")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=80)
    agency = models.OneToOneField(Agency, models.PROTECT, null=True, blank=True, related_name="closures")
    legal_basis = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind"], condition=~Q(kind="agency"), name="calendar_layer_once"),
            models.CheckConstraint(
                condition=Q(kind="agency", agency__isnull=False) | (~Q(kind="agency") & Q(agency__isnull=True)),
                name="calendar_layer_of_agency",
            ),
            models.CheckConstraint(condition=~Q(kind="province", legal_basis=""), name="calendar_province_by_law"),
        ]

    def __str__(self) -> str:
        return self.name


class CalendarRevision(models.Model):
    """A notice as it was entered. It is in force from its confirmation on, under the next number, and never changes.

    ``year`` is set by a notice that tells a whole year, which is published with it; without it, single days change.
    """

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Waits for a second person")
        CONFIRMED = "confirmed", _("In force")
        WITHDRAWN = "withdrawn", _("Notice taken back")

    layer = models.ForeignKey(CalendarLayer, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(null=True, blank=True, unique=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    notice_number = models.CharField(max_length=80)
    title = models.CharField(max_length=160, blank=True)
    notice = models.BinaryField(blank=True, default=bytes)
    notice_name = models.CharField(max_length=120, blank=True)
    notice_sha256 = models.CharField(max_length=64, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    checked_runs = models.PositiveIntegerField(default=0, help_text="procedures whose due dates were computed anew")
    computed_at = models.DateTimeField(null=True, blank=True, help_text="when the last of them was")

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    status="confirmed", number__isnull=False, confirmed_by__isnull=False, confirmed_at__isnull=False
                )
                | (
                    ~Q(status="confirmed")
                    & Q(number__isnull=True, confirmed_by__isnull=True, confirmed_at__isnull=True)
                ),
                name="calendar_confirmed_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_number} ({self.year or self.layer_id})"


class CalendarDay(models.Model):
    """A day as a revision says it: worked or off."""

    revision = models.ForeignKey(CalendarRevision, models.PROTECT, related_name="days")
    day = models.DateField()
    is_working = models.BooleanField()
    reason = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["revision", "day"], name="calendar_day_once")]

    def __str__(self) -> str:
        return f"{self.day} {'+' if self.is_working else '-'}"


class DueChange(models.Model):
    """A due date that a revision moved: what it was, what it is now."""

    revision = models.ForeignKey(CalendarRevision, models.PROTECT, related_name="changes")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    term = models.CharField(max_length=160)
    due_before = models.DateField()
    due_after = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(due_before=F("due_after")), name="due_change_moves")]
        indexes = [models.Index(fields=["revision", "agency"], name="due_change_list")]

    def __str__(self) -> str:
        return f"{self.term} {self.due_before} → {self.due_after}"
