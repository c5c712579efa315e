"""The bank: items, their frozen versions and the versions of their keys."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.models import Agency

MAX_OPTIONS = 8


class ItemType(models.TextChoices):
    """What a candidate does with an item: picks one option, several, or right/wrong."""

    SINGLE = "single", _("single choice")
    MULTIPLE = "multiple", _("multiple choice")
    TRUE_FALSE = "true_false", _("true or false")


class Bank(models.Model):
    """A collection of items that one agency keeps."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="bank_name_once")]

    def __str__(self) -> str:
        return self.name


class LawRef(models.Model):
    """An article of a law in the version that an item was written for."""

    law = models.CharField(_("law"), max_length=80)
    short = models.CharField(max_length=40)
    version = models.CharField(max_length=60, help_text="e.g. 2021年修订")
    article = models.CharField(_("article"), max_length=80)
    in_force_from = models.DateField()

    class Meta:
        ordering = ["law", "pk"]
        constraints = [models.UniqueConstraint(fields=["law", "version", "article"], name="law_ref_once")]

    def __str__(self) -> str:
        return f"《{self.short}》{self.article}"


class Item(models.Model):
    """A question by its code. What it asks is in its versions; ``current`` is the one that new papers take."""

    bank = models.ForeignKey(Bank, models.PROTECT, related_name="items")
    code = models.CharField(_("code"), max_length=30)
    type = models.CharField(_("type"), max_length=12, choices=ItemType.choices)
    current = models.ForeignKey("ItemVersion", models.PROTECT, null=True, blank=True, related_name="+")
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["bank", "code"], name="item_code_once")]

    def __str__(self) -> str:
        return self.code


class ItemVersion(models.Model):
    """One wording of an item. A trigger refuses every change: a correction is a new version."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    stem = models.TextField()
    options = models.JSONField(help_text='[{"id": "A", "text": "…"}]; bit n of an answer is option n')
    law_ref = models.ForeignKey(LawRef, models.PROTECT, related_name="+")
    explanation = models.TextField(blank=True)
    difficulty = models.PositiveSmallIntegerField(default=2, help_text="1 easy … 5 hard, as its author says")
    keep_order = models.BooleanField(default=False, help_text="options stay in order, e.g. 以上都对")
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["item", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="item_version_once"),
            models.CheckConstraint(condition=Q(difficulty__range=(1, 5)), name="item_difficulty_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} v{self.number}"


class KeyVersion(models.Model):
    """The key of an item version. A trigger refuses every change: a correction is a new version with its reason."""

    class Status(models.TextChoices):
        """How the key counts. Corrections after an exam bring further ones."""

        NORMAL = "normal", _("normal")

    item_version = models.ForeignKey(ItemVersion, models.PROTECT, related_name="keys")
    number = models.PositiveSmallIntegerField()
    mask = models.PositiveSmallIntegerField(help_text="bit n set: option n is right")
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.NORMAL)
    reason = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["item_version", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["item_version", "number"], name="key_version_once"),
            models.CheckConstraint(condition=Q(mask__gt=0, mask__lt=2**MAX_OPTIONS), name="key_has_an_option"),
        ]

    def __str__(self) -> str:
        return f"{self.item_version_id} k{self.number}"
