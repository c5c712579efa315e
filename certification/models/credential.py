"""Credentials and the history of their status. Triggers refuse every change: a correction is a new row."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from certification import fields as enforcement_fields
from certification.fields import BY_NUMBER
from certification.models.application import Application
from enforcement.organisation.models import Agency


class Credential(models.Model):
    """A credential as it was signed. ``name`` and ``agency_name`` are the words on the card, whatever changes later.

    ``sid`` is its serial and position in the status list: shard << 17 | a random free position.
    """

    class Kind(models.TextChoices):
        STANDARD = "standard", _("administrative enforcement credential (行政执法证)")
        MINISTRY = "ministry", _("credential of a State Council department (国务院部门执法证件)")

    number = models.CharField(max_length=32, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="credentials")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="credentials")
    application = models.ForeignKey(Application, models.PROTECT, null=True, blank=True, related_name="credentials")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.STANDARD)
    category = models.PositiveSmallIntegerField(help_text="执法类别: the number of the principal field")
    fields = models.JSONField(help_text="fields of enforcement, by code")
    area = models.CharField(max_length=60, help_text="执法区域")
    name = models.CharField(max_length=60)
    agency_name = models.CharField(max_length=80)
    issuer = models.CharField(max_length=60, help_text="the line of the authority, e.g. 山东省人民政府监制")
    issuer_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(help_text="the last day of validity")
    sid = models.PositiveBigIntegerField(unique=True)
    kid = models.PositiveIntegerField(help_text="the key that signed it")
    digits = models.CharField(max_length=900, help_text="the signed token in decimal digits")
    photo = models.CharField(max_length=120, help_text="path under MEDIA_ROOT")
    photo_sha256 = models.CharField(max_length=64, db_index=True)
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")
    issued_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        verbose_name = _("credential")
        constraints = [
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="credential_days_in_order"),
            models.CheckConstraint(condition=Q(sid__lt=2**32), name="credential_sid_32_bits"),
        ]
        indexes = [
            models.Index(fields=["person", "valid_from"], name="credential_person"),
            models.Index(fields=["agency", "number"], name="credential_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def series(self) -> str:
        """The ledger series of this credential."""
        return f"credential:{self.pk}"

    @property
    def field_titles(self) -> str:
        """The fields in the reader's language."""
        return enforcement_fields.titles(self.fields)

    @property
    def category_zh(self) -> str:
        """The principal field (执法类别) as printed."""
        return BY_NUMBER[self.category].title_zh


class CredentialStatus(models.Model):
    """One entry of a credential's history: from a day on the credential is so. Expiry is not written: dates say it."""

    class Status(models.TextChoices):
        VALID = "valid", _("valid")
        SUSPENDED = "suspended", _("suspended (暂扣)")
        REVOKED = "revoked", _("revoked (吊销)")
        CANCELLED = "cancelled", _("cancelled (注销)")
        SUPERSEDED = "superseded", _("superseded by another (换发)")
        LOST = "lost", _("reported lost (遗失)")
        LAPSED = "lapsed", _("lapsed unchecked (未审验失效)")

    FINAL = frozenset({Status.REVOKED, Status.CANCELLED, Status.SUPERSEDED})

    credential = models.ForeignKey(Credential, models.PROTECT, related_name="statuses")
    status = models.CharField(max_length=10, choices=Status.choices)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True, help_text="suspension: the day by which it is decided anew")
    ground = models.CharField(max_length=300)
    article = models.CharField(max_length=120, blank=True)
    document = models.CharField(max_length=80, blank=True, help_text="number of the decision")
    decided_by = models.CharField(max_length=80, help_text="the agency that decided")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="credential_status_in_order"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(status="suspended"), name="credential_status_end_of_suspension"
            ),
        ]
        indexes = [
            models.Index(fields=["credential", "from_on", "id"], name="credential_status_line"),
            # What the status list is made of: of four million credentials a few thousand.
            models.Index(fields=["credential"], condition=~Q(status="valid"), name="credential_status_not_valid"),
        ]

    def __str__(self) -> str:
        return f"{self.credential_id} {self.status} {self.from_on}"
