"""Public keys of issuers. Private keys never enter the database."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from certification.keys.logged import LoggedLeaves
from certification.keys.uses import Use
from certification.token import ED25519, SUITES, KeyRecord, KeyStatus, KeyUse, LogRoot


class SigningKey(models.Model):
    """A public key, what it may sign (numbers' beginnings, agencies' names) and the days on which that may begin."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("signs")
        RETIRED = "retired", _("signed once")
        COMPROMISED = "compromised", _("no longer trusted")

    Use = Use

    kid = models.PositiveIntegerField(unique=True)
    suite = models.PositiveSmallIntegerField(default=ED25519)
    public = models.BinaryField(max_length=64)
    use = models.CharField(max_length=10, choices=Use.choices, default=Use.CREDENTIAL)
    numbers = models.JSONField(default=list, help_text="beginnings of the card numbers it may sign")
    agencies = models.JSONField(default=list, help_text="names of the agencies it may sign for; none is any")
    not_before = models.DateField()
    not_after = models.DateField()
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.ACTIVE)
    since_on = models.DateField(null=True, help_text="day of its retirement, or from which it was in other hands")
    log_size = models.PositiveIntegerField(null=True, help_text="leaves under the last root trusted before since_on")
    log_root = models.BinaryField(max_length=32, null=True)
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
    def suite_name(self) -> str:
        """What its suite is called."""
        return SUITES[self.suite].name

    @property
    def record(self) -> KeyRecord:
        """The key as the verifier reads it; the log of a compromised one is asked only when a code needs it."""
        logged = self.log_size is not None and self.log_root is not None
        return KeyRecord(
            kid=self.kid,
            suite=self.suite,
            public=bytes(self.public),
            numbers=tuple(self.numbers),
            not_before=self.not_before,
            not_after=self.not_after,
            status=KeyStatus(self.status),
            agencies=tuple(self.agencies),
            use=KeyUse(self.use),
            since=self.since_on,
            log=LogRoot(self.log_size or 0, bytes(self.log_root or b"")) if logged else None,
            trusted=LoggedLeaves(self.kid, self.log_size or 0) if logged else None,
        )
