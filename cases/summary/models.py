"""What a case on the spot has beside a case: the second officer, the defence, money, the address to read it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class OnSpot(models.Model):
    """A penalty on the spot (行政处罚法第五十一至五十三条, 第六十八至七十一条)."""

    class Ground(models.TextChoices):
        """Why the officers may collect the fine themselves."""

        SMALL = "68a", _("a fine of 100 yuan or less (art. 68)")
        HARD = "68b", _("hard to enforce if not collected now (art. 68)")
        REMOTE = "69", _("remote, on the water or without traffic, and the party asks (art. 69)")

    class Way(models.TextChoices):
        """How the second officer confirmed."""

        PASSWORD = "password", _("with the password on this phone")
        PHONE = "phone", _("on the own phone")

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="on_spot")
    secret = models.CharField(max_length=32, unique=True, help_text="of the address where the party reads the decision")
    second = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_way = models.CharField(max_length=8, choices=Way.choices, blank=True)
    defence = models.TextField(blank=True, help_text="what the party said; empty: nothing")
    defence_reply = models.TextField(blank=True)
    is_signed = models.BooleanField(default=False)
    refusal = models.CharField(max_length=200, blank=True, help_text="why the party did not sign")
    ground = models.CharField(max_length=8, choices=Ground.choices, blank=True)
    receipt = models.CharField(max_length=40, blank=True, help_text="number of the fiscal receipt (art. 70)")
    reported_on = models.DateField(null=True, blank=True)
    report_due_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ground="") | ~Q(receipt=""), name="on_spot_collected_with_receipt")
        ]

    def __str__(self) -> str:
        return f"{self.case} ({self.second_id})"


class TurnedGeneral(models.Model):
    """A case on the spot that went over to the general procedure, and the case that it became."""

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="turned_general")
    general = models.OneToOneField("cases.Case", models.PROTECT, related_name="turned_from")
    reason = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.case} → {self.general}"
