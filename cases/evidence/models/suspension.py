"""A suspension of the investigation with its ground of the closed list (市场监督管理行政处罚程序规定第四十六条)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case


class Suspension(models.Model):
    """Approved by the head; the clock of the decision stands from then until the ground is gone."""

    class Ground(models.TextChoices):
        DEPENDS = "depends", _("waits for a judgment or another decision (一)")
        QUESTION = "question", _("a question of law was referred to the competent organ (二)")
        FORCE = "force", _("force majeure (三)")
        MISSING = "missing", _("the party cannot be found (四)")
        OTHER = "other", _("another case that calls for suspension (五)")

    case = models.ForeignKey(Case, models.PROTECT, related_name="suspensions")
    ground = models.CharField(max_length=10, choices=Ground.choices)
    facts = models.CharField(max_length=300)
    from_on = models.DateField()
    approver = models.CharField(max_length=60)
    to_on = models.DateField(null=True, blank=True)
    lifted_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["from_on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_ground_display()} {self.from_on}"
