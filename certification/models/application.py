"""Applications for a credential."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from certification import fields as enforcement_fields
from enforcement.flowcharts.models import Run
from enforcement.organisation.models import Agency


class Application(models.Model):
    """An agency's application for one of its people. Its state is that of its run on the published procedure Q."""

    run = models.OneToOneField(Run, models.PROTECT, null=True, related_name="application")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="credential_applications")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="credential_applications")
    fields = models.JSONField(help_text="fields of enforcement applied for, by code; the first is the principal one")
    area = models.CharField(max_length=60)
    photo = models.CharField(max_length=120, help_text="path under MEDIA_ROOT")
    photo_sha256 = models.CharField(max_length=64)
    post_proof = models.CharField(max_length=80, help_text="document that proves the post (编制证明)")
    eligibility = models.JSONField(default=dict, help_text="facts of the post on the day of the application")
    opinion = models.TextField(blank=True, help_text="the examiner's opinion")
    announced_on = models.DateField(null=True, blank=True)
    notice_until = models.DateField(null=True, blank=True, help_text="the last day for objections")
    objections = models.TextField(blank=True, help_text="objections received and what came of them")
    review = models.TextField(blank=True, help_text="the reviewer's opinion")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True, help_text="when it led to a credential or was refused")

    class Meta:
        ordering = ["-made_at"]
        verbose_name = _("application for a credential")
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(closed_at__isnull=True), name="application_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(notice_until__isnull=True) | Q(notice_until__gte=F("announced_on")),
                name="application_notice_in_order",
            ),
        ]
        indexes = [models.Index(fields=["notice_until"], name="application_notice")]

    def __str__(self) -> str:
        return f"{self.person} ({self.agency})"

    @property
    def series(self) -> str:
        """The ledger series of this application."""
        return f"application:{self.pk}"

    @property
    def field_titles(self) -> str:
        """The fields in the reader's language."""
        return enforcement_fields.titles(self.fields)

    def notice_runs(self, on: date) -> bool:
        """Return whether the public notice still runs on a day; one of zero days (a setting) is over at once."""
        until = self.notice_until
        return until is not None and until != self.announced_on and on <= until
