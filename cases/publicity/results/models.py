"""The result of an inspection or of a permit as the public reads it: written by one person, checked by another."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Inspection, Party
from enforcement.organisation.models import Agency


class ShownResult(models.Model):
    """What is published of one result: agency, object, matter, result, day (118号第六项); or why it is not."""

    class Kind(models.TextChoices):
        INSPECTION = "inspection", _("administrative inspection (行政检查)")
        PERMIT = "permit", _("administrative permit (行政许可)")

    class Ground(models.TextChoices):
        """Why a result is not shown; what it says of the law is in ``GROUNDS``."""

        SECRET = "secret", _("state secret, or a danger to security or stability")
        CASE = "case", _("it would hinder a case that is being handled")
        CRIME = "crime", _("handed to the police as a suspected crime")
        PRIVACY = "privacy", _("trade secret or privacy, without consent")
        MINOR = "minor", _("about somebody under eighteen")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="shown_results")
    inspection = models.ForeignKey(Inspection, models.PROTECT, null=True, blank=True, related_name="shown_results")
    number = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=14, choices=Party.Kind.choices, blank=True)
    object_shown = models.CharField(max_length=80, blank=True, help_text="as the public reads it: persons masked")
    name_sealed = models.TextField(blank=True, help_text="the full name, where it is masked")
    matter = models.CharField(max_length=120, blank=True)
    result = models.CharField(max_length=500, blank=True)
    done_on = models.DateField(help_text="day of the inspection, or of the decision on the permit")
    due_on = models.DateField(help_text="last day to publish it")
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    writer_name = models.CharField(max_length=60)
    written_at = models.DateTimeField()
    withheld_on = models.DateField(null=True, blank=True)
    withheld_ground = models.CharField(max_length=8, choices=Ground.choices, blank=True)
    withheld_reason = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True, blank=True)
    checked_by_name = models.CharField(max_length=60, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, help_text="of the published facts as canonical JSON")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawal_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-done_on", "-pk"]
        indexes: ClassVar = [models.Index(fields=["agency", "-done_on"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["inspection"], condition=Q(withdrawn_on__isnull=True), name="shown_result_one_stands"
            ),
            models.UniqueConstraint(
                fields=["agency", "kind", "number"], condition=Q(withdrawn_on__isnull=True), name="shown_result_number"
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | Q(withheld_on__isnull=True), name="shown_result_or_withheld"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """Return its public page."""
        return reverse("enforcement_result", args=[self.pk])

    @property
    def series(self) -> str:
        """The ledger series of the result."""
        return f"shown-result:{self.pk}"

    @property
    def subject(self) -> str:
        """What an alarm on it names: the inspection, or the result of the permit."""
        return f"inspection:{self.inspection_id}" if self.inspection_id else self.series
