"""Where a party is served, and how a decision reaches and leaves the public."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from cases.models.case import Case
from cases.models.decision import Publication


class ServiceAddress(models.Model):
    """送达地址确认书: signed by the party, each change a new version (市场监督管理行政处罚程序规定第八十三条)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="addresses")
    version = models.PositiveSmallIntegerField()
    address_sealed = models.TextField()
    phone_sealed = models.TextField(blank=True)
    electronic = models.BooleanField(
        default=False, help_text="agrees to electronic service (行政处罚法第六十一条第二款)"
    )
    channel_sealed = models.TextField(blank=True, help_text="the party's own system: mailbox, number, platform")
    signed_by = models.CharField(max_length=60)
    signed_on = models.DateField()

    class Meta:
        ordering = ["version"]
        verbose_name_plural = "service addresses"
        constraints = [models.UniqueConstraint(fields=["case", "version"], name="service_address_once")]

    def __str__(self) -> str:
        return f"{self.case} v{self.version}"


class Redaction(models.Model):
    """The text that one person redacted for the public, for another to check."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="redactions")
    party_shown = models.CharField(max_length=80)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=60)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"{self.case} {self.sha256[:8]}"


class Posting(models.Model):
    """A published decision on one channel: by when it had to be there, and until when it stays."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="postings")
    channel = models.CharField(max_length=20)
    title = models.CharField(max_length=80)
    basis = models.CharField(max_length=200)
    due_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "channel"]
        constraints = [models.UniqueConstraint(fields=["publication", "channel"], name="posting_once")]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.channel}"


class EarlyEnd(models.Model):
    """What became of a party's request to end the display on a channel early (信用修复)."""

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="early_ends")
    requested_on = models.DateField()
    promised_on = models.DateField(null=True, blank=True, help_text="day of the party's written promise (信用承诺)")
    outcome = models.CharField(max_length=8, help_text="granted or refused")
    reason = models.CharField(max_length=300, blank=True)
    answered_on = models.DateField()
    answered_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["answered_on", "pk"]

    def __str__(self) -> str:
        return f"{self.posting} {self.outcome}"
