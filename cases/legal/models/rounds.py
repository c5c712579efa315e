"""What happens around a legal review: files sent, what was missing, what was corrected, and disagreement."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from cases.models.review import Review


class ReviewFile(models.Model):
    """The files sent to the reviewer in one round, and the days in which the reviewer waited for what was missing."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="review_files")
    round = models.PositiveSmallIntegerField()
    sent_on = models.DateField()
    sent_by = models.CharField(max_length=60)
    files = models.JSONField(default=list, help_text="titles of what was sent")
    answer = models.TextField(blank=True, help_text="from the second round on: how each finding was corrected")
    missing = models.TextField(blank=True)
    missing_from_on = models.DateField(null=True, blank=True)
    missing_to_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["case", "round"]
        constraints = [models.UniqueConstraint(fields=["case", "round"], name="review_file_once_a_round")]

    def __str__(self) -> str:
        return f"{self.case} {self.round}"


class ReviewDispute(models.Model):
    """The handling unit disagrees with an opinion: coordinated first, then the head or a discussion settles it."""

    class Settled(models.TextChoices):
        REVIEWER = "reviewer", _("the opinion stands: the case is corrected")
        HANDLERS = "handlers", _("the reviewer agrees with the handling unit")
        HEAD = "head", _("no agreement: the head decides")
        DISCUSSION = "discussion", _("no agreement: collective discussion")

    review = models.ForeignKey(Review, models.PROTECT, related_name="disputes")
    raised_on = models.DateField()
    raised_by = models.CharField(max_length=60)
    reasons = models.TextField()
    settled_on = models.DateField(null=True, blank=True)
    settled = models.CharField(max_length=12, choices=Settled.choices, blank=True)
    coordination = models.TextField(blank=True, help_text="who met, what was said, what came of it")

    class Meta:
        ordering = ["raised_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review"], condition=Q(settled=""), name="review_dispute_one_open")
        ]

    def __str__(self) -> str:
        return f"{self.review} {self.settled or 'open'}"


class ReviewerSince(models.Model):
    """Since when somebody reviews: before 2018-01-01 the qualification was not asked for (处罚法2017年修正施行日)."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviewer_since")
    since_on = models.DateField()
    source = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.person} {self.since_on}"
