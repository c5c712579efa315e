"""Candidates, their sittings and the journal of what they saved."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.models import Agency, Person
from exams.models.paper import Form, Session


class Candidate(models.Model):
    """A person registered for a session, with the facts on which they were admitted."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="candidates")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    eligibility = models.JSONField(help_text="rule, facts and outcome at registration")
    registered_at = models.DateTimeField()
    registered_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["session", "pk"]
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="candidate_once")]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.person_id}"


class Sitting(models.Model):
    """One candidate's paper and answers: a narrow row, rewritten in place by each save.

    ``answers`` has a bit mask for each question in the order this candidate sees, 0 for none. Only ``exams.statements``
    writes the row; no index may cover ``answers`` or ``seq`` (decision 0004).
    """

    class State(models.TextChoices):
        """Stored state; ``exams.states.effective_state`` says what it means at a moment."""

        ASSIGNED = "assigned", _("not begun")
        RUNNING = "running", _("under way")
        SUBMITTED = "submitted", _("submitted")
        EXPIRED = "expired", _("time over")

    candidate = models.OneToOneField(Candidate, models.PROTECT, related_name="sitting")
    session = models.ForeignKey(Session, models.PROTECT, related_name="sittings")
    form = models.ForeignKey(Form, models.PROTECT, related_name="+")
    seed = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASSIGNED)
    lease = models.PositiveSmallIntegerField(default=0)
    seq = models.PositiveIntegerField(default=0)
    grace_seconds = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    deadline_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    answers = ArrayField(models.SmallIntegerField())

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["deadline_at"], condition=Q(state="running"), name="sitting_running")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="assigned", started_at__isnull=True, deadline_at__isnull=True)
                | (~Q(state="assigned") & Q(started_at__isnull=False, deadline_at__isnull=False)),
                name="sitting_begun_has_deadline",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["assigned", "running"], closed_at__isnull=True)
                | Q(state__in=["submitted", "expired"], closed_at__isnull=False),
                name="sitting_closed_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"


class SaveJournal(models.Model):
    """What one accepted save changed. Written by the save's own statement; a trigger refuses every change."""

    class Kind(models.TextChoices):
        """Which statement wrote it."""

        SAVE = "save", _("save")
        SUBMIT = "submit", _("submit")

    pk = models.CompositePrimaryKey("sitting_id", "seq")
    sitting = models.ForeignKey(Sitting, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False)
    seq = models.PositiveIntegerField()
    lease = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=6, choices=Kind.choices)
    at = models.DateTimeField()
    slots = ArrayField(models.SmallIntegerField())
    masks = ArrayField(models.SmallIntegerField())

    def __str__(self) -> str:
        return f"{self.sitting_id}#{self.seq} {self.kind}"
