"""After the sitting: marks by people, runs of marking, appeals, corrections."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.models import Person
from exams.models.pairs import both_or_neither
from exams.models.paper import Exam, Session
from exams.models.result import GradeRun, Result
from exams.models.sitting import Sitting


class Marker(models.Model):
    """Somebody who marks the answers in words of a session (阅卷员)."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="markers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["session", "pk"]
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="marker_once")]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.person_id}"


class HumanMark(models.Model):
    """One person's points for an answer in words. Two mark unseen by each other; a third decides where they differ."""

    class Part(models.TextChoices):
        """Which of the marks."""

        FIRST = "first", _("first mark")
        SECOND = "second", _("second mark")
        DECIDING = "deciding", _("deciding mark")
        APPEAL = "appeal", _("mark after an appeal")

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="human_marks")
    item = models.PositiveSmallIntegerField(help_text="index of the item in the form")
    part = models.CharField(max_length=8, choices=Part.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    points = models.PositiveIntegerField(help_text="1/100 points")
    note = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "item", "part"], name="human_mark_once"),
            models.UniqueConstraint(fields=["sitting", "item", "person"], name="human_mark_one_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id}/{self.item} {self.part}"


class Appeal(models.Model):
    """A candidate asks to have the marking checked; somebody re-checks, another decides."""

    class State(models.TextChoices):
        """Where it stands."""

        FILED = "filed", _("filed")
        RECHECKED = "rechecked", _("re-checked")
        DECIDED = "decided", _("decided")

    class Outcome(models.TextChoices):
        """What was decided."""

        UPHELD = "upheld", _("the result stands")
        CHANGED = "changed", _("the result is changed")

    result = models.ForeignKey(Result, models.PROTECT, related_name="appeals")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    items = ArrayField(
        models.PositiveSmallIntegerField(), default=list, blank=True, help_text="questions, as on the screen"
    )
    reason = models.TextField(_("reason"))
    state = models.CharField(max_length=9, choices=State.choices, default=State.FILED)
    filed_at = models.DateTimeField()
    recheck = models.JSONField(
        null=True, blank=True, help_text="what marking again gave, and the words of the re-checker"
    )
    rechecked_at = models.DateTimeField(null=True, blank=True)
    rechecked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=7, choices=Outcome.choices, blank=True)
    decision = models.TextField(_("grounds of the decision"), blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-filed_at"]
        constraints = [
            models.UniqueConstraint(fields=["result"], condition=~Q(state="decided"), name="appeal_one_open"),
            both_or_neither("rechecked", name="appeal_rechecked_by", person=True),
            both_or_neither("decided", name="appeal_decided_by", person=True),
            models.CheckConstraint(
                condition=Q(state="decided", decided_at__isnull=False) & ~Q(outcome="")
                | ~Q(state="decided") & Q(decided_at__isnull=True, outcome=""),
                name="appeal_decided_has_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.result_id} {self.state}"


class RegradeProposal(models.Model):
    """What marking all papers of an exam again would change. Two persons other than its author approve it."""

    class State(models.TextChoices):
        """Where it stands."""

        WORKING = "working", _("being worked out")
        PROPOSED = "proposed", _("waits for approval")
        APPROVED = "approved", _("approved, being applied")
        APPLIED = "applied", _("applied")
        REFUSED = "refused", _("refused")

    exam = models.ForeignKey(Exam, models.PROTECT, related_name="regrades")
    reason = models.CharField(_("reason"), max_length=500)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WORKING)
    keys = ArrayField(models.BigIntegerField(), help_text="key versions that are not those of the results")
    sha256 = models.CharField(
        max_length=64, blank=True, help_text="of the differences, so that a second run can be compared"
    )
    summary = models.JSONField(default=dict)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)
    run = models.OneToOneField(
        GradeRun, models.PROTECT, null=True, blank=True, related_name="proposal", help_text="once applying has begun"
    )

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["exam"], condition=Q(state__in=["working", "proposed", "approved"]), name="regrade_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.exam_id} {self.state}"


class RegradeLine(models.Model):
    """One result that a regrade would change."""

    proposal = models.ForeignKey(RegradeProposal, models.PROTECT, related_name="lines")
    result = models.ForeignKey(Result, models.PROTECT, related_name="+")
    old_points = models.PositiveIntegerField()
    new_points = models.PositiveIntegerField()
    old_passed = models.BooleanField()
    new_passed = models.BooleanField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["proposal", "result"], name="regrade_line_once")]

    def __str__(self) -> str:
        return f"{self.result_id}: {self.old_points} → {self.new_points}"


class RegradeVoice(models.Model):
    """One person's word on a regrade, once each."""

    proposal = models.ForeignKey(RegradeProposal, models.PROTECT, related_name="voices")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    agrees = models.BooleanField()
    note = models.CharField(max_length=200, blank=True)
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["said_at"]
        constraints = [models.UniqueConstraint(fields=["proposal", "person"], name="regrade_voice_once")]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.person_id} {self.agrees}"
