"""From which amount a party may ask for a hearing (行政处罚法第六十三条): data with dates, not code."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class HearingAmount(models.Model):
    """A line of the table of large amounts: organ and field, party, penalty, amount, days in force, source."""

    class Party(models.TextChoices):
        PERSON = "person", _("natural person")
        ORGANISATION = "organisation", _("legal person or other organisation")

    class Penalty(models.TextChoices):
        FINE = "fine", _("fine")
        CONFISCATION = "confiscation", _("confiscation of gains or goods")

    agency = models.ForeignKey("organisation.Agency", models.PROTECT, related_name="hearing_amounts")
    field = models.CharField(max_length=20, blank=True, help_text="empty: every field of enforcement")
    party = models.CharField(max_length=14, choices=Party.choices)
    penalty = models.CharField(max_length=14, choices=Penalty.choices)
    amount = models.DecimalField(max_digits=14, decimal_places=2, help_text="yuan")
    inclusive = models.BooleanField(default=True, help_text="以上 includes the amount, 超过 does not")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["agency", "field", "party", "penalty", "-from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="hearing_amount_in_order"
            ),
            models.UniqueConstraint(
                fields=["agency", "field", "party", "penalty", "from_on"], name="hearing_amount_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.penalty} {self.amount}"
