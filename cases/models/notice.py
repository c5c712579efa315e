"""Proposal, prior notice and defence."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from cases.models.paper import Paper
from cases.models.standing import Recallable


class PenaltyTerms(models.Model):
    """The penalty itself, as proposed, notified or decided. Amounts in yuan."""

    fine = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    confiscation = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    kinds = models.JSONField(default=list, help_text="kinds of 行政处罚法第九条 by code")
    other = models.CharField(max_length=300, blank=True)
    facts = models.TextField()
    legal_basis = models.CharField(max_length=300)
    discretion = models.TextField(blank=True, help_text="benchmark used and why")

    class Meta:
        abstract = True


class Proposal(Recallable, PenaltyTerms):
    """What the investigation report proposes."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="proposals")
    made_on = models.DateField()
    author = models.CharField(max_length=60)

    class Meta:
        ordering = ["made_on", "pk"]

    def __str__(self) -> str:
        return f"{self.case} {self.made_on}"


class Notice(PenaltyTerms):
    """处罚事先告知 (行政处罚法第四十四条), with the right to a hearing where article 63 gives it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="notices")
    number = models.CharField(max_length=60, blank=True)
    served_on = models.DateField()
    method = models.CharField(max_length=12, default="direct")
    hearing_right = models.BooleanField(default=False)
    defence_until = models.DateField()
    officers = models.JSONField(default=list, help_text="who served it")

    class Meta:
        ordering = ["served_on", "pk"]

    def __str__(self) -> str:
        return f"{self.number} {self.served_on}"


class PreparedNotice(models.Model):
    """A notice written, numbered and put into the file before it is served, so that there is a paper to hand over."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="prepared_notices")
    number = models.CharField(max_length=60)
    hearing_right = models.BooleanField()
    prepared_on = models.DateField()
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "hearing_right"], name="notice_prepared_once"),
        ]

    def __str__(self) -> str:
        return self.number


class Defence(Recallable):
    """What the party said to the notice, and what the re-check found (行政处罚法第四十五条)."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="defences")
    made_on = models.DateField()
    text = models.TextField(blank=True)
    waived = models.BooleanField(default=False, help_text="expressly, in writing (art. 62)")
    hearing_requested = models.BooleanField(default=False)
    form = models.CharField(max_length=8, default="written", help_text="written, oral")
    said_by = models.CharField(max_length=60, blank=True, help_text="the party, or the agent who spoke")
    express = models.BooleanField(default=False, help_text="an agent's express authority to waive")
    late = models.BooleanField(default=False, help_text="after the period: heard all the same until the decision")
    accepted = models.BooleanField(null=True, blank=True)
    recheck = models.TextField(blank=True)
    rechecked_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["made_on", "pk"]
        verbose_name = _("defence")

    def __str__(self) -> str:
        return f"{self.notice_id} {self.made_on}"
