"""Results: written once, superseded by a later one, never changed."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from enforcement.organisation.models import Person
from exams.models.paper import Exam, Session
from exams.models.sitting import Sitting


class Result(models.Model):
    """What a sitting came to, with all that is needed to work it out again. A trigger refuses every change."""

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="results")
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")
    session = models.ForeignKey(Session, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=14, choices=Exam.Subject.choices)
    points = models.PositiveIntegerField(help_text="1/100 points")
    total = models.PositiveIntegerField(help_text="1/100 points")
    pass_mark = models.PositiveIntegerField(help_text="1/100 points")
    passed = models.BooleanField()
    passed_on = models.DateField(null=True, blank=True)
    by_law = models.JSONField(help_text='{"行政处罚法": {"items": 20, "right": 15, "points": 1500, "total": 2000}}')
    item_points = ArrayField(models.IntegerField(), help_text="1/100 points of each item, in the form's order")
    keys = ArrayField(models.BigIntegerField(), help_text="ids of the key versions, in the form's order")
    paper_sha256 = models.CharField(max_length=64)
    answers_sha256 = models.CharField(max_length=64)
    rules = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(fields=["sitting"], condition=Q(supersedes__isnull=True), name="result_first_once"),
            models.CheckConstraint(
                condition=Q(passed=True, passed_on__isnull=False) | Q(passed=False, passed_on__isnull=True),
                name="result_pass_has_day",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "subject", "-passed_on"], condition=Q(passed=True), name="result_pass")
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id}: {self.points / 100:g}"

    @property
    def score(self) -> str:
        """The points as people write them."""
        return f"{self.points / 100:g}"

    @property
    def total_score(self) -> str:
        """The points there were."""
        return f"{self.total / 100:g}"
