"""An inspection outside any case: how often an enterprise is inspected, with what approval (国办发〔2024〕54号)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case


class Inspection(models.Model):
    """An inspection of an enterprise. Those on a complaint, a referral or an order do not count against the cap."""

    class Occasion(models.TextChoices):
        PLAN = "plan", _("planned inspection (计划检查)")
        COMPLAINT = "complaint", _("on a complaint (投诉举报)")
        REFERRAL = "referral", _("on a referral or an order (移送、交办)")

    agency = models.ForeignKey("organisation.Agency", models.PROTECT, related_name="inspections")
    number = models.CharField(max_length=60)
    occasion = models.CharField(max_length=10, choices=Occasion.choices)
    enterprise = models.CharField(max_length=80)
    code_sealed = models.TextField(blank=True)
    code_fingerprint = models.CharField(max_length=64, blank=True, db_index=True)
    matter = models.CharField(max_length=120)
    approver = models.CharField(max_length=60)
    approved_on = models.DateField()
    notice_given = models.BooleanField(help_text="the written notice of inspection was shown")
    scanned_at = models.DateTimeField(null=True, blank=True, help_text="the enterprise's code was scanned")
    held_on = models.DateField()
    officers = models.JSONField(default=list)
    found = models.CharField(max_length=300)
    over_cap_because = models.CharField(max_length=200, blank=True)
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="inspections")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["agency", "-held_on"]), models.Index(fields=["enterprise"])]
        constraints = [models.UniqueConstraint(fields=["agency", "number"], name="inspection_number_once")]

    def __str__(self) -> str:
        return self.number
