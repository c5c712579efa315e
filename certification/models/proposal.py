"""Proposals to revoke or suspend, and what must be told or taken back within days."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certification.models.credential import Credential


class Proposal(models.Model):
    """One step of two: somebody proposes, the officer is heard, another decides."""

    class Kind(models.TextChoices):
        REVOKE = "revoke", _("revocation (吊销)")
        SUSPEND = "suspend", _("suspension (暂扣)")

    class Outcome(models.TextChoices):
        CARRIED = "carried", _("carried out (已采纳)")
        DISMISSED = "dismissed", _("not followed (不予采纳)")

    credential = models.ForeignKey(Credential, models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    ground = models.CharField(max_length=24, help_text="code of the ground")
    facts = models.TextField(help_text="what happened")
    evidence = models.TextField(blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    proposer = models.CharField(max_length=80, blank=True, help_text="name and agency of who proposed")
    made_at = models.DateTimeField()
    statement = models.TextField(blank=True, help_text="what the officer says")
    heard_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome.choices, blank=True)
    reasons = models.TextField(blank=True)
    document = models.CharField(max_length=80, blank=True)
    for_life = models.BooleanField(default=False, help_text="no new application ever (交通34)")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("proposal about a credential")
        constraints = [
            models.UniqueConstraint(
                fields=["credential", "kind"], condition=Q(outcome=""), name="proposal_one_open_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_on__isnull=True) | (~Q(outcome="") & Q(decided_on__isnull=False)),
                name="proposal_decided_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.credential_id} {self.kind} {self.outcome or '…'}"

    @property
    def series(self) -> str:
        """The ledger series of its credential."""
        return f"credential:{self.credential_id}"


class Task(models.Model):
    """Something that an act on a credential obliges to, with its last day."""

    class Kind(models.TextChoices):
        LOSS_NOTICE = "loss_notice", _("publish the loss (遗失公告)")
        TELL_UNIT = "tell_unit", _("tell the unit (通知所在单位)")
        TELL_ISSUER = "tell_issuer", _("tell the issuer (通知发证机关)")
        CARD_BACK = "card_back", _("take the card back (收回证件)")

    credential = models.ForeignKey(Credential, models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=11, choices=Kind.choices)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    words = models.CharField(max_length=200, blank=True, help_text="how it was done: paper, page, number")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["due_on"], condition=Q(done_on__isnull=True), name="task_open")]

    def __str__(self) -> str:
        return f"{self.credential_id} {self.kind}"
