"""Public keys of issuers. Private keys never enter the database."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from certification.token import KeyRecord, KeyStatus


class SigningKey(models.Model):
    """A public key, the beginnings of the card numbers it may sign and the days on which they may begin."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("signs")
        RETIRED = "retired", _("signed once")
        COMPROMISED = "compromised", _("no longer trusted")

    kid = models.PositiveIntegerField(unique=True)
    suite = models.PositiveSmallIntegerField()
    public = models.BinaryField(max_length=64)
    scope = models.JSONField(help_text="beginnings of the card numbers it may sign")
    not_before = models.DateField()
    not_after = models.DateField()
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.ACTIVE)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["kid"]
        constraints = [
            models.CheckConstraint(condition=Q(kid__gte=1, kid__lt=2**16), name="signing_key_16_bits"),
            models.CheckConstraint(condition=Q(not_after__gte=F("not_before")), name="signing_key_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"key {self.kid} ({self.status})"

    @property
    def record(self) -> KeyRecord:
        """The key as the token's verifier reads it."""
        return KeyRecord(
            kid=self.kid,
            suite=self.suite,
            public=bytes(self.public),
            numbers=tuple(self.scope),
            not_before=self.not_before,
            not_after=self.not_after,
            status=KeyStatus(self.status),
        )
