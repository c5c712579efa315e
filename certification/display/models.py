"""Phones that show a credential, and visits announced with one of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from certification.models.credential import Credential


class BoundDevice(models.Model):
    """A phone whose key, which cannot leave it, signs what it shows. Renewed every few days; withdrawn for ever."""

    class Why(models.TextChoices):
        LOST = "lost", _("the phone is lost or given away")
        REPLACED = "replaced", _("another phone took its place")
        OFFICE = "office", _("withdrawn by the office")

    credential = models.ForeignKey(Credential, models.PROTECT, related_name="devices")
    name = models.CharField(max_length=40, help_text="what the holder calls the phone")
    public = models.BinaryField(max_length=33, unique=True, help_text="P-256, compressed")
    bound_at = models.DateTimeField()
    renewed_at = models.DateTimeField()
    ends_on = models.DateField(help_text="last day of the token it holds")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    why = models.CharField(max_length=8, choices=Why.choices, blank=True)
    words = models.CharField(max_length=300, blank=True, help_text="what the office wrote when it withdrew it")

    class Meta:
        ordering = ["-bound_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, why="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(why="")),
                name="device_withdrawn_whole",
            ),
        ]
        indexes = [models.Index(fields=["credential", "withdrawn_at"], name="device_of_credential")]

    def __str__(self) -> str:
        return f"{self.name} ({self.credential_id})"


class SpentChallenge(models.Model):
    """A challenge that was answered, kept until it could not be answered anyway."""

    nonce = models.CharField(max_length=32, unique=True)
    spent_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.nonce


class Visit(models.Model):
    """What an officer announced before showing the credential to an enterprise. Deleted when its time is over.

    The place is rounded to a hundredth of a degree (about a kilometre) and kept only with consent.
    """

    secret = models.CharField(max_length=32, unique=True, help_text="the address that the enterprise gets")
    credential = models.ForeignKey(Credential, models.PROTECT, related_name="visits")
    device = models.ForeignKey(BoundDevice, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    enterprise = models.CharField(max_length=120)
    purpose = models.CharField(max_length=200)
    reference = models.CharField(max_length=60, blank=True, help_text="number of the case or of the inspection plan")
    latitude = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    longitude = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    far_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    km = models.PositiveIntegerField(null=True, blank=True, help_text="how far from it")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    review = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="visit_place_whole",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="visit_reviewed_whole",
            ),
        ]
        indexes = [models.Index(fields=["credential", "at"], name="visit_of_credential")]

    def __str__(self) -> str:
        return f"{self.credential_id} {self.at:%Y-%m-%d}"


class Rating(models.Model):
    """What the enterprise said of a visit, once, without signing in."""

    class Grade(models.IntegerChoices):
        VERY_GOOD = 5, pgettext_lazy("rating", "very satisfied")
        GOOD = 4, pgettext_lazy("rating", "satisfied")
        FAIR = 3, pgettext_lazy("rating", "fair")
        BAD = 2, pgettext_lazy("rating", "dissatisfied")
        VERY_BAD = 1, pgettext_lazy("rating", "very dissatisfied")

    LOW = 2
    """This grade and those below wait for a supervisor."""

    visit = models.OneToOneField(Visit, models.CASCADE, related_name="rating")
    grade = models.PositiveSmallIntegerField(choices=Grade.choices)
    words = models.CharField(max_length=500, blank=True)
    rated_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(grade__gte=1, grade__lte=5), name="rating_of_five_grades")]

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.grade}"
