"""Recusal (行政处罚法第四十三条) and the hand-over from one lead officer to the next."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case


class Recusal(models.Model):
    """A question whether somebody must stay out of a case, and its answer. The investigation goes on meanwhile."""

    class Origin(models.TextChoices):
        PARTY = "party", _("asked by the party (当事人申请)")
        OFFICER = "officer", _("asked by the officer (自行回避)")
        ORDERED = "ordered", _("ordered by the head (责令回避)")

    class Route(models.TextChoices):
        HEAD = "head", _("decided by the head (负责人决定)")
        COLLECTIVE = "collective", _("decided by collective discussion (集体讨论决定)")
        SUPERIOR = "superior", _("decided by the level above (上一级决定)")

    case = models.ForeignKey(Case, models.PROTECT, related_name="recusals")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="recusals")
    name = models.CharField(max_length=60)
    origin = models.CharField(max_length=8, choices=Origin.choices)
    ground = models.CharField(max_length=300)
    asked_on = models.DateField()
    route = models.CharField(max_length=10, choices=Route.choices)
    decided_on = models.DateField(null=True, blank=True)
    granted = models.BooleanField(null=True)
    decider = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    document = models.CharField(max_length=120, blank=True, help_text="minutes of the discussion, or the order")

    class Meta:
        ordering = ["asked_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"], condition=Q(decided_on__isnull=True), name="recusal_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True, granted__isnull=True)
                | Q(decided_on__gte=F("asked_on"), granted__isnull=False),
                name="recusal_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.asked_on}"


class Handover(models.Model):
    """What one lead hands to the next: the list as it stood, and both signatures. Open until both have signed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="handovers")
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    giver_name = models.CharField(max_length=60)
    taker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taker_name = models.CharField(max_length=60)
    reason = models.CharField(max_length=200)
    approver = models.CharField(max_length=60)
    approved_on = models.DateField()
    absence = models.CharField(max_length=200, blank=True, help_text="why the former lead cannot sign")
    listed = models.JSONField(default=dict, help_text="papers, evidence, measures and clocks, at the last signature")
    given_at = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    is_dropped = models.BooleanField(default=False, help_text="replaced by another before both signed")

    class Meta:
        ordering = ["approved_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(done_on__isnull=True), name="one_handover_open")
        ]

    def __str__(self) -> str:
        return f"{self.giver_name} → {self.taker_name}"
