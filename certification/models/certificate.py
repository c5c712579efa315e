"""Certificates beside the credential: for those who chair hearings and those who supervise."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.models import Agency


class Certificate(models.Model):
    """A certificate of one kind. It ends on its last day or on the day it is withdrawn."""

    class Kind(models.TextChoices):
        HEARING_CHAIR = "hearing_chair", _("hearing chair (听证主持人证)")
        SUPERVISION = "supervision", _("enforcement supervision (行政执法监督证)")

    number = models.CharField(max_length=32, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="certificates")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    issuer = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_ground = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["kind", "number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="certificate_days_in_order"
            ),
        ]
        indexes = [models.Index(fields=["person", "kind"], name="certificate_person")]

    def __str__(self) -> str:
        return f"{self.number}"
