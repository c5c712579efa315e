"""The period in which the public comments on a chart before it is published, with what was said and answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enforcement.flowcharts.models.chart import FlowchartVersion


class Consultation(models.Model):
    """The days on which everybody may comment on a version under review; both days belong to it."""

    version = models.OneToOneField(FlowchartVersion, models.PROTECT, related_name="consultation")
    opens_on = models.DateField()
    closes_on = models.DateField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["-closes_on"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="flowchart_consultation_days")
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.opens_on}–{self.closes_on}"


class PublicComment(models.Model):
    """What somebody wrote, without a name, and how the agency answered. It is shown once it is answered."""

    class Answer(models.TextChoices):
        ADOPTED = "adopted", _("adopted")
        PARTLY = "partly", _("adopted in part")
        DECLINED = "declined", _("not adopted")
        WITHHELD = "withheld", _("not shown")

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="comments")
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=20, blank=True)
    text = models.TextField(max_length=2000)
    sent_at = models.DateTimeField()
    result = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answer = models.TextField(max_length=1000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["consultation_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="flowchart_comment_once"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, result="", answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(result="") & ~Q(answer="")),
                name="flowchart_comment_answered_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id} #{self.number}"
