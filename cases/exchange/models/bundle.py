"""Bundles that went out and came in, and the rows of others that came in them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.exchange.models.partner import Partner
from cases.models import Case
from enforcement.organisation.models import Agency


class Bundle(models.Model):
    """A bundle: its sealed file, its manifest, what became of it and the receipt."""

    class Direction(models.TextChoices):
        OUT = "out", pgettext_lazy("direction of a bundle", "sent")
        IN = "in", pgettext_lazy("direction of a bundle", "received")

    class State(models.TextChoices):
        ASKED = "asked", _("being made")
        READY = "ready", _("ready to be handed over")
        RECEIPTED = "receipted", _("receipt is here")
        UPLOADED = "uploaded", _("being checked")
        CHECKED = "checked", _("checked, may be taken in")
        FAULTY = "faulty", _("has faults, nothing was taken in")
        TAKEN = "taken", _("taken in")

    direction = models.CharField(max_length=3, choices=Direction.choices)
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="bundles")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    since = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    cursor = models.PositiveBigIntegerField(default=0, help_text="position in the ledger up to which it tells")
    identifiers = models.CharField(max_length=10, default="omitted", help_text="omitted or encrypted")
    file_sha256 = models.CharField(max_length=64, blank=True, help_text="of the archive, which is kept sealed")
    manifest = models.JSONField(default=dict)
    manifest_sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    state = models.CharField(max_length=10, choices=State.choices)
    report = models.JSONField(default=dict, help_text="counts, or faults with part, line and field")
    receipt = models.JSONField(default=dict)
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", help_text="nobody for a command"
    )
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["agency", "-asked_at"])]

    def __str__(self) -> str:
        return f"{self.direction} {self.pk} {self.state}"

    @property
    def series(self) -> str:
        """The ledger series of the bundle."""
        return f"bundle:{self.pk}"


class OutsideRow(models.Model):
    """What a partner told last about one thing. Cases are written as cases; of them only the digest is kept here."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="rows")
    part = models.CharField(max_length=20)
    key = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    content = models.JSONField(default=dict)
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    bundle = models.ForeignKey(Bundle, models.PROTECT, related_name="rows", help_text="the last one that told it")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["partner", "part", "key"], name="outside_row_once")]

    def __str__(self) -> str:
        return f"{self.part} {self.key}"
