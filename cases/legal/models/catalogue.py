"""An agency's list of major decisions (国办发〔2018〕118号第十二项): published data with dates."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class MajorDecision(models.Model):
    """A line of the list, by kind of decision, level, field and amount."""

    class Kind(models.TextChoices):
        PENALTY = "penalty", _("penalty (行政处罚)")
        COERCION = "coercion", _("coercive measure (行政强制)")
        PERMIT = "permit", _("permit (行政许可)")
        LEVY = "levy", _("levy or requisition (征收征用)")
        CHECK = "check", _("inspection (行政检查)")

    agency = models.ForeignKey("organisation.Agency", models.PROTECT, related_name="major_decisions")
    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PENALTY)
    level = models.CharField(max_length=60, blank=True, help_text="执法层级, in words")
    field = models.CharField(max_length=20, blank=True, help_text="empty: every field of enforcement")
    penalty = models.CharField(max_length=20, blank=True, help_text="kind of penalty by code; empty for any")
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True, help_text="yuan, from which")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["agency", "kind", "field", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="major_decision_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.title
