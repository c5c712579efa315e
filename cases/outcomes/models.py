"""How a case ends otherwise than by a performed penalty, and what happens to a decision afterwards."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case

REMEDY_OUTCOMES: Final[dict[str, tuple[str, str]]] = {
    "upheld": ("维持（驳回请求）", "Upheld"),
    "changed": ("变更", "Changed"),
    "annulled": ("撤销", "Annulled"),
    "anew": ("撤销并责令重新作出", "Annulled, to be decided anew"),
    "illegal": ("确认违法", "Confirmed illegal"),
    "invalid": ("确认无效", "Confirmed invalid"),
    "withdrawn": ("当事人撤回（终止）", "Withdrawn by the party"),
}


class Ending(models.Model):
    """No penalty, transfer to another agency or withdrawal: the ground in law and what was done."""

    class Kind(models.TextChoices):
        NO_PENALTY = "no_penalty", _("no penalty (不予行政处罚)")
        TRANSFERRED = "transferred", _("transfer to another agency (移送其他机关)")
        WITHDRAWN = "withdrawn", _("withdrawal of the filing or end of the investigation (撤销立案、终止调查)")

    case = models.ForeignKey(Case, models.PROTECT, related_name="endings")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    ground = models.CharField(max_length=24)
    reason = models.TextField()
    number = models.CharField(max_length=60, blank=True)
    on = models.DateField()
    by = models.CharField(max_length=60)
    receiver = models.CharField(max_length=80, blank=True, help_text="the agency that takes the case over")
    education = models.TextField(blank=True, help_text="how the party was educated (行政处罚法第三十三条第三款)")

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class PoliceTransfer(models.Model):
    """A suspected crime on its way to the police (国务院令第310号): each hour and each answer."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="police_transfers")
    team = models.JSONField(default=list, help_text="the officers of the special team (第五条)")
    formed_at = models.DateTimeField()
    crime = models.CharField(max_length=80)
    report = models.TextField(blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=60, blank=True)
    approved = models.BooleanField(null=True, blank=True)
    reasons = models.TextField(blank=True, help_text="why it is not transferred")
    number = models.CharField(max_length=60, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    police = models.CharField(max_length=80, blank=True)
    receipt = models.CharField(max_length=60, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    filed = models.BooleanField(null=True, blank=True, help_text="whether the police filed the case")
    asked_again_on = models.DateField(null=True, blank=True)
    supervision_on = models.DateField(null=True, blank=True, help_text="asked of the procuratorate (第九条)")
    handed_over_on = models.DateField(null=True, blank=True)
    set_off = models.DecimalField(max_digits=14, decimal_places=2, default=0, help_text="fine paid before (第十一条)")
    ended_on = models.DateField(null=True, blank=True)
    returned_on = models.DateField(null=True, blank=True, help_text="given back for a penalty (行政处罚法第二十七条)")

    class Meta:
        ordering = ["formed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by="") | (Q(decided_at__isnull=False) & ~Q(decided_by="")),
                name="police_transfer_decided_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.crime}"


class Remedy(models.Model):
    """What may upset a decision: a reconsideration, a lawsuit, or the government's decision on supervision."""

    class Kind(models.TextChoices):
        RECONSIDERATION = "reconsideration", _("administrative reconsideration (行政复议)")
        LITIGATION = "litigation", _("administrative litigation (行政诉讼)")
        SUPERVISION = "supervision", _("decision on supervision (行政执法监督决定)")

    case = models.ForeignKey(Case, models.PROTECT, related_name="remedies")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    organ = models.CharField(max_length=80)
    number = models.CharField(max_length=60, blank=True)
    filed_on = models.DateField()
    accepted_on = models.DateField(null=True, blank=True)
    refused_on = models.DateField(null=True, blank=True)
    execution_stopped_on = models.DateField(null=True, blank=True, help_text="only where ordered")
    stop_basis = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=24, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    served_on = models.DateField(null=True, blank=True)
    fine_after = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    note = models.TextField(blank=True)
    answer = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+", help_text="decided anew")

    class Meta:
        ordering = ["filed_on", "pk"]
        verbose_name_plural = "remedies"

    def __str__(self) -> str:
        return f"{self.kind} {self.filed_on}"

    @property
    def outcome_title(self) -> str:
        """The outcome in the reader's language."""
        zh, en = REMEDY_OUTCOMES.get(self.outcome, ("", ""))
        return en if (get_language() or "").startswith("en") else zh


class HeavyFiling(models.Model):
    """A heavy decision on its way to the justice bureau (山东省规范行政处罚裁量权办法第二十三条)."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="heavy_filing")
    due_on = models.DateField()
    filed_on = models.DateField(null=True, blank=True)
    receipt = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return f"{self.case} {self.due_on}"
