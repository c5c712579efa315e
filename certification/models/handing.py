"""Approved applications handed to the issuing authority, and cards handed to their holders."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certification.models.application import Application
from certification.models.credential import Credential
from enforcement.organisation.models import Agency


class HandOver(models.Model):
    """A package of approved applications that went to the issuing authority."""

    number = models.CharField(max_length=40, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", help_text="who hands over")
    to = models.CharField(max_length=60, help_text="the issuing authority")
    file = models.CharField(max_length=120, help_text="path under MEDIA_ROOT")
    sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("hand-over of applications")

    def __str__(self) -> str:
        return f"{self.number}"


class HandedOver(models.Model):
    """An application in a package."""

    package = models.ForeignKey(HandOver, models.PROTECT, related_name="items")
    application = models.OneToOneField(Application, models.PROTECT, related_name="handed_over")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.package_id} {self.application_id}"


class Delivery(models.Model):
    """A card given to its holder, and the holder's receipt."""

    class Way(models.TextChoices):
        PHONE = "phone", _("confirmed by the holder on the phone")
        PAPER = "paper", _("signed on paper")

    credential = models.OneToOneField(Credential, models.PROTECT, related_name="delivery")
    handed_on = models.DateField()
    handed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    way = models.CharField(max_length=5, choices=Way.choices, blank=True)
    receipt = models.CharField(max_length=80, blank=True, help_text="number or place of the paper receipt")
    received_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(received_on__isnull=True, way="") | (Q(received_on__isnull=False) & ~Q(way="")),
                name="delivery_received_in_a_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.credential_id} {self.handed_on}"
