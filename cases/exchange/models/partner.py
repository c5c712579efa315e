"""Those with whom bundles are exchanged, and the keys that two persons confirmed."""

from __future__ import annotations

import hashlib
from base64 import b64decode

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.models import Agency


class Partner(models.Model):
    """A platform with its public keys: Ed25519 for signatures, X25519 for what is encrypted to it (may be left out)."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waits for the second person")
        CONFIRMED = "confirmed", _("trusted")
        WITHDRAWN = "withdrawn", _("trusted no longer")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", help_text="whose partner it is")
    name = models.CharField(max_length=80)
    credit_code = models.CharField(max_length=18)
    basis = models.CharField(max_length=200, help_text="on which data is exchanged")
    signing_key = models.CharField(max_length=64, help_text="Ed25519, Base64")
    sealing_key = models.CharField(max_length=64, blank=True, help_text="X25519, Base64")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="partner_confirmed_whole",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="partner_withdrawn_whole",
            ),
            models.UniqueConstraint(
                fields=["signing_key"], condition=~Q(state="withdrawn"), name="partner_key_once"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def series(self) -> str:
        """The ledger series of the partner."""
        return f"partner:{self.pk}"

    @property
    def key_id(self) -> str:
        """The first 16 digits of the SHA-256 of the key for signatures, to be compared over the telephone."""
        return hashlib.sha256(b64decode(self.signing_key)).hexdigest()[:16]
