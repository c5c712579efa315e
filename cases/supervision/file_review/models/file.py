"""Files under review: their result, and the agency's objection."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import Case
from cases.supervision.file_review.models.round import Candidate, ReviewRound
from cases.supervision.file_review.models.sheet import SheetItem
from enforcement.organisation.models import Agency


class ReviewedFile(models.Model):
    """A file that was drawn. Its score is that of its scorers together, then of those who check it again."""

    class State(models.TextChoices):
        SCORING = "scoring", _("two score it")
        THIRD = "third", _("a third scores it")
        SCORED = "scored", pgettext_lazy("file review", "scored")
        OBJECTED = "objected", pgettext_lazy("file review", "being checked again")
        RECHECKED = "rechecked", pgettext_lazy("file review", "checked again")

    class Grade(models.TextChoices):
        EXCELLENT = "excellent", pgettext_lazy("grade of a file", "excellent")
        GOOD = "good", pgettext_lazy("grade of a file", "good")
        PASSED = "pass", pgettext_lazy("grade of a file", "passed")
        FAILED = "fail", pgettext_lazy("grade of a file", "failed")

    candidate = models.OneToOneField(Candidate, models.PROTECT, related_name="file")
    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="files")
    case = models.ForeignKey(Case, models.PROTECT, related_name="file_reviews")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State.choices, default=State.SCORING)
    score = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    fatal = models.BooleanField(default=False)
    grade = models.CharField(max_length=9, choices=Grade.choices, blank=True)
    object_by_on = models.DateField(null=True, blank=True, help_text="the last day for an objection")
    objection = models.TextField(blank=True)
    objected_at = models.DateTimeField(null=True, blank=True)
    objected_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    recheck_by_on = models.DateField(null=True, blank=True, help_text="the last day for checking it again")
    answer = models.TextField(blank=True, help_text="what those who checked again say to the objection")

    class Meta:
        ordering = ["round", "agency", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(objected_at__isnull=True, objected_by__isnull=True, objection="")
                | (Q(objected_at__isnull=False, objected_by__isnull=False) & ~Q(objection="")),
                name="reviewed_file_objected_whole",
            ),
            models.CheckConstraint(
                condition=Q(grade="", score__isnull=True) | (~Q(grade="") & Q(score__isnull=False)),
                name="reviewed_file_scored_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.case}"

    def get_absolute_url(self) -> str:
        """Return the page of its result."""
        return reverse("file_review_file", args=[self.pk])


class Prefill(models.Model):
    """What the system found for an item when the file was drawn: a proposal, never a score."""

    file = models.ForeignKey(ReviewedFile, models.PROTECT, related_name="prefills")
    item = models.ForeignKey(SheetItem, models.PROTECT, related_name="+")
    deduction = models.DecimalField(max_digits=4, decimal_places=1, default=0)
    fatal = models.BooleanField(default=False)
    found = models.JSONField(default=list, help_text="alarms and checks: rule, message, params, article")

    class Meta:
        ordering = ["file", "item"]
        constraints = [models.UniqueConstraint(fields=["file", "item"], name="prefill_item_once")]

    def __str__(self) -> str:
        return f"{self.file} {self.item.code}"
