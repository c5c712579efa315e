"""Results: written once, superseded by a later one, never changed."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.models import Person
from exams.models.paper import Exam, Session
from exams.models.sitting import Sitting


class GradeRun(models.Model):
    """One run of marking over a session or an exam: with which keys and rules, why, and how many results it wrote."""

    class Kind(models.TextChoices):
        """Why it ran."""

        REGRADE = "regrade", _("marked again after a correction of keys")
        APPEAL = "appeal", _("marked again after an appeal")
        LATE = "late", _("marked again after a late packet was accepted")

    exam = models.ForeignKey(Exam, models.PROTECT, related_name="grade_runs")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    keys_sha256 = models.CharField(max_length=64)
    rules_version = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500)
    results = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.exam_id} {self.kind}"


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
    run = models.ForeignKey(
        GradeRun, models.PROTECT, null=True, blank=True, related_name="+", help_text="none: the first"
    )
    item_answers = ArrayField(
        models.SmallIntegerField(), default=list, help_text="masks over each item's own options, in the form's order"
    )
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
            models.Index(fields=["session", "points"], name="result_of_session"),
            models.Index(fields=["person", "subject", "-passed_on"], condition=Q(passed=True), name="result_pass"),
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
