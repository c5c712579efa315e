"""Candidates, their sittings and the journal of what they saved."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enforcement.organisation.models import Agency, Person
from exams.models.pairs import both_or_neither
from exams.models.paper import Form, Session
from exams.models.place import Room


class Candidate(models.Model):
    """A person registered for a session, with the facts on which they were admitted and where they sit."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="candidates")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    eligibility = models.JSONField(help_text="rule, facts and outcome at registration")
    registered_at = models.DateTimeField()
    registered_by = models.CharField(max_length=60)
    roster = models.ForeignKey("RosterImport", models.PROTECT, null=True, blank=True, related_name="candidates")
    room = models.ForeignKey(Room, models.PROTECT, null=True, blank=True, related_name="+")
    seat = models.PositiveSmallIntegerField(null=True, blank=True)
    ticket = models.CharField(max_length=24, blank=True, help_text="number of the admission ticket (准考证号)")
    present_at = models.DateTimeField(null=True, blank=True, help_text="identity checked by a proctor")
    present_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["session", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "person"], name="candidate_once"),
            models.UniqueConstraint(fields=["session", "room", "seat"], name="candidate_seat_once"),
            models.UniqueConstraint(fields=["ticket"], condition=~Q(ticket=""), name="candidate_ticket_once"),
            both_or_neither("present", name="candidate_present_by"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.person_id}"


class Sitting(models.Model):
    """One candidate's paper and answers: a narrow row, rewritten in place by each save.

    ``answers`` has a bit mask for each question in the order this candidate sees, 0 for none; an answer in words has 1
    there and stands in ``texts`` under its question's number. Only ``exams.statements`` writes the row; no index may
    cover ``answers``, ``texts`` or ``seq`` (decision 0004).
    """

    class State(models.TextChoices):
        """Stored state; ``exams.states.effective_state`` says what it means at a moment."""

        ASSIGNED = "assigned", _("not begun")
        RUNNING = "running", _("under way")
        PAUSED = "paused", _("paused")
        SUBMITTED = "submitted", _("submitted")
        EXPIRED = "expired", _("time over")
        TERMINATED = "terminated", _("ended by the proctor")
        VOIDED = "voided", _("void")

    CLOSED = ("submitted", "expired", "terminated")
    """States in which the answers count and are marked."""

    candidate = models.OneToOneField(Candidate, models.PROTECT, related_name="sitting")
    session = models.ForeignKey(Session, models.PROTECT, related_name="sittings")
    form = models.ForeignKey(Form, models.PROTECT, related_name="+")
    seed = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASSIGNED)
    prior = models.CharField(max_length=10, blank=True, help_text="the state before it was voided")
    lease = models.PositiveSmallIntegerField(default=0)
    seq = models.PositiveIntegerField(default=0)
    grace_seconds = models.PositiveSmallIntegerField(default=0)
    extra_seconds = models.PositiveIntegerField(
        default=0, help_text="accommodation and extensions granted before the start"
    )
    admit_until = models.DateTimeField(null=True, blank=True, help_text="admitted late: may start until then")
    started_at = models.DateTimeField(null=True, blank=True)
    deadline_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True, help_text="paused or voided since then")
    closed_at = models.DateTimeField(null=True, blank=True)
    answers = ArrayField(models.SmallIntegerField())
    texts = models.JSONField(null=True, blank=True, help_text='{"12": ["罚款", "没收"], "40": "…"} by question')

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["deadline_at"], condition=Q(state="running"), name="sitting_running"),
            models.Index(fields=["session", "state"], name="sitting_of_session"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="assigned", started_at__isnull=True, deadline_at__isnull=True)
                | Q(state="voided", prior="assigned", started_at__isnull=True, deadline_at__isnull=True)
                | (~Q(state="assigned") & Q(started_at__isnull=False, deadline_at__isnull=False)),
                name="sitting_begun_has_deadline",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["assigned", "running", "paused"], closed_at__isnull=True)
                | Q(state__in=["submitted", "expired", "terminated"], closed_at__isnull=False)
                | Q(state="voided"),
                name="sitting_closed_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["paused", "voided"], stopped_at__isnull=False)
                | (~Q(state__in=["paused", "voided"]) & Q(stopped_at__isnull=True)),
                name="sitting_stopped_has_moment",
            ),
            models.CheckConstraint(
                condition=(Q(state="voided") & ~Q(prior="")) | (~Q(state="voided") & Q(prior="")),
                name="sitting_voided_has_prior",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"


class SaveJournal(models.Model):
    """What one accepted save changed. Written by the save's own statement; a trigger refuses every change."""

    class Kind(models.TextChoices):
        """Which statement wrote it."""

        START = "start", _("start")
        SAVE = "save", _("save")
        SUBMIT = "submit", _("submit")
        LATE = "late", _("late packet accepted")

    pk = models.CompositePrimaryKey("sitting_id", "seq")
    sitting = models.ForeignKey(Sitting, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False)
    seq = models.PositiveIntegerField()
    lease = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=6, choices=Kind.choices)
    at = models.DateTimeField()
    slots = ArrayField(models.SmallIntegerField())
    masks = ArrayField(models.SmallIntegerField())
    texts = models.JSONField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.sitting_id}#{self.seq} {self.kind}"
