"""Score cards: what one scorer, alone, says of one file."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.supervision.file_review.models.file import ReviewedFile
from cases.supervision.file_review.models.sheet import SheetItem


class ScoreCard(models.Model):
    """A scorer's card of a file. Nobody else reads it before both are handed in."""

    class Role(models.TextChoices):
        FIRST = "first", _("first scorer")
        SECOND = "second", _("second scorer")
        THIRD = "third", _("third scorer")
        RECHECK = "recheck", pgettext_lazy("scorer", "checks again")
        COSIGN = "cosign", pgettext_lazy("scorer", "checks again and signs with the first")

    file = models.ForeignKey(ReviewedFile, models.PROTECT, related_name="cards")
    scorer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="score_cards")
    role = models.CharField(max_length=7, choices=Role.choices)
    appointed_at = models.DateTimeField()
    declared_at = models.DateTimeField(null=True, blank=True, help_text="said to have no ground for stepping aside")
    handed_in_at = models.DateTimeField(null=True, blank=True)
    aside_at = models.DateTimeField(null=True, blank=True, help_text="stepped aside or set aside")
    aside_reason = models.CharField(max_length=300, blank=True)
    total = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    fatal = models.BooleanField(default=False)
    remark = models.TextField(blank=True)

    class Meta:
        ordering = ["file", "appointed_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["file", "scorer"], name="score_card_person_once"),
            models.UniqueConstraint(
                fields=["file", "role"], condition=Q(aside_at__isnull=True), name="score_card_role"
            ),
            models.CheckConstraint(
                condition=Q(handed_in_at__isnull=True) | Q(total__isnull=False, declared_at__isnull=False),
                name="score_card_handed_in_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file} {self.role}"

    def get_absolute_url(self) -> str:
        """Return the scorer's page of it."""
        return reverse("file_review_card", args=[self.pk])


class Mark(models.Model):
    """What a scorer says of one item: points off, or the whole file failed; always with the reason and the article."""

    card = models.ForeignKey(ScoreCard, models.PROTECT, related_name="marks")
    item = models.ForeignKey(SheetItem, models.PROTECT, related_name="+")
    deduction = models.DecimalField(max_digits=4, decimal_places=1, default=0)
    fatal = models.BooleanField(default=False)
    overturned = models.BooleanField(default=False, help_text="other than the system proposed")
    reason = models.CharField(max_length=300, blank=True)
    article = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["card", "item"]
        constraints = [models.UniqueConstraint(fields=["card", "item"], name="mark_item_once")]

    def __str__(self) -> str:
        return f"{self.item.code} −{self.deduction}"
