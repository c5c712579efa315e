"""Figures about items and forms, worked out after a session; never on the way of an answer."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.models import Person
from exams.models.bank import ItemVersion
from exams.models.pairs import both_or_neither
from exams.models.paper import Form, Session
from exams.models.sitting import Sitting


class FormStat(models.Model):
    """How a form worked: means, spread, reliability. Reliability is defined for one form, not over forms."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="form_stats")
    form = models.OneToOneField(Form, models.PROTECT, related_name="stat")
    candidates = models.PositiveIntegerField()
    figures = models.JSONField(help_text="mean, sd, alpha, kr20, sem, passed, histogram; null where undefined")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["form"]

    def __str__(self) -> str:
        return f"{self.form_id}: {self.candidates}"


class ItemStat(models.Model):
    """How an item version worked in a session, over all forms that had it."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="item_stats")
    item_version = models.ForeignKey(ItemVersion, models.PROTECT, related_name="stats")
    candidates = models.PositiveIntegerField()
    forms = models.PositiveSmallIntegerField(help_text="forms of the session that had it: its exposure")
    figures = models.JSONField(help_text="p, r, d27, drift, distractors by quintile, flags; null where undefined")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["session", "item_version"]
        constraints = [models.UniqueConstraint(fields=["session", "item_version"], name="item_stat_once")]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.item_version_id}"


class SimilarPair(models.Model):
    """Two papers whose wrong answers agree more than chance explains: evidence for people, never a sanction."""

    class Verdict(models.TextChoices):
        """What a person found."""

        OPEN = "open", _("not looked at yet")
        NOTHING = "nothing", _("nothing to it")
        FOLLOWED = "followed", _("followed up")

    session = models.ForeignKey(Session, models.PROTECT, related_name="similar_pairs")
    first = models.ForeignKey(Sitting, models.PROTECT, related_name="+")
    second = models.ForeignKey(Sitting, models.PROTECT, related_name="+")
    figures = models.JSONField(help_text="common items, same wrong, expected, sd, z, same room, seats apart")
    verdict = models.CharField(max_length=8, choices=Verdict.choices, default=Verdict.OPEN)
    note = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="similar_pair_once"),
            both_or_neither("looked", name="similar_pair_looked_by", person=True),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ~ {self.second_id}"
