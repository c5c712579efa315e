"""Decision, service, publication and payment."""

from __future__ import annotations

from django.db import models

from cases.models.case import Case
from cases.models.notice import Notice, PenaltyTerms


class Decision(PenaltyTerms):
    """The decision of a case (行政处罚法第五十七、五十九条)."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="decision")
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=16, help_text="penalise, no_penalty, transfer, crime")
    number = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=60)
    defence_reply = models.TextField(blank=True, help_text="whether the defence was adopted and why")
    performance = models.CharField(max_length=300, blank=True)
    remedies = models.CharField(max_length=400, blank=True)
    dated_on = models.DateField(null=True, blank=True, help_text="date of the document")
    sealed = models.BooleanField(default=False)
    publish = models.BooleanField(default=False)
    publish_reason = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.number or f"{self.case} {self.kind}"


class Service(models.Model):
    """Service of a document on the party (行政处罚法第六十一条; 民事诉讼法第八十七至九十五条)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="services")
    document = models.CharField(max_length=20)
    method = models.CharField(max_length=12)
    served_on = models.DateField()
    receiver = models.CharField(max_length=60, blank=True)
    officers = models.JSONField(default=list)
    note = models.CharField(max_length=200, blank=True)
    sent_on = models.DateField(null=True, blank=True, help_text="posted, sent or put up on")
    tracking = models.CharField(max_length=40, blank=True)
    witness = models.CharField(max_length=60, blank=True)
    recorded = models.BooleanField(default=False, help_text="photographs or a recording were made")
    entrusted_to = models.CharField(max_length=80, blank=True)
    address_version = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["served_on", "pk"]

    def __str__(self) -> str:
        return f"{self.document} {self.served_on}"


class Publication(models.Model):
    """What the public reads of a decision: redacted by one person and checked by another."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="publication")
    published_on = models.DateField()
    party_shown = models.CharField(max_length=80)
    text = models.TextField()
    redacted_by = models.CharField(max_length=60)
    checked_by = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawal_reason = models.CharField(max_length=200, blank=True)
    shown_until = models.DateField(null=True, blank=True, help_text="taken down after this day")
    secrecy_checked = models.BooleanField(default=False)

    class Meta:
        ordering = ["-published_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.case} {self.published_on}"


class Payment(models.Model):
    """Money received, or a new date granted for it (行政处罚法第六十六至七十二条)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="payments")
    kind = models.CharField(max_length=12, default="paid", help_text="paid, deferred, instalment")
    amount = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    channel = models.CharField(max_length=20, blank=True)
    receipt = models.CharField(max_length=40, blank=True)
    receipt_kind = models.CharField(max_length=12, blank=True)
    ground = models.CharField(max_length=4, blank=True, help_text="why officers collected: 68a, 68b or 69")
    handed_in_on = models.DateField(null=True, blank=True, help_text="officers to the agency (第七十一条)")
    banked_on = models.DateField(null=True, blank=True, help_text="the agency to the bank (第七十一条)")

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"
