"""The legal professional qualification (法律职业资格) of persons."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.models import Agency


class LegalQualification(models.Model):
    """A certificate of legal qualification. The kernel's ``Person.law_qualification`` holds the number that counts."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="legal_qualifications")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", help_text="the office that saw the document")
    number = models.CharField(max_length=40, unique=True)
    granted_on = models.DateField(null=True, blank=True, help_text="not known of those entered before this register")
    document = models.CharField(max_length=80, blank=True, help_text="the document that was seen")
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=60)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_ground = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["person", "-granted_on"]
        verbose_name = _("legal qualification")
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(granted_on=None) | Q(withdrawn_on__gte=F("granted_on")),
                name="legal_qualification_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.number
