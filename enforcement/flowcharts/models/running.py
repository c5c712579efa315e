"""Running procedures: plain rows that answer "what is overdue?" without opening anything."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from enforcement.flowcharts.models.chart import FlowchartVersion
from enforcement.flowcharts.models.compiled import Node
from enforcement.organisation.models import Agency


class Run(models.Model):
    """A procedure under way for one subject (a case, an application …), pinned to its version: only an order moves it.

    ``facts`` are what conditions read, ``events`` the days that limits count from. The head of the ledger series is
    kept here, under the lock that every act takes anyway.
    """

    version = models.ForeignKey(FlowchartVersion, models.PROTECT, related_name="runs")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="runs")
    series = models.CharField(max_length=80, unique=True, help_text="the subject's ledger series, e.g. case:12")
    facts = models.JSONField(default=dict)
    events = models.JSONField(default=dict)
    visits = models.JSONField(default=dict, help_text="how often each node was entered")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=40, blank=True, help_text="outcome of the end node that was reached")
    overlay = models.PositiveIntegerField(default=0, help_text="number of the newest overlay laid over it")
    last_seq = models.PositiveIntegerField(default=0)
    last_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "closed_at"])]

    def __str__(self) -> str:
        return self.series


class StepRecord(models.Model):
    """One visit of a token to a node: entered, due, left, by whom and with what outcome."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(Run, models.PROTECT, related_name="records")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    node = models.ForeignKey(Node, models.PROTECT, related_name="records")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="inner")
    via = models.CharField(max_length=100, blank=True, help_text="arrow it came by; tells join arrivals apart")
    visit = models.PositiveSmallIntegerField(default=1)
    entered_at = models.DateTimeField()
    raw_due_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    provisional = models.BooleanField(default=False)
    calendar_revision = models.PositiveIntegerField(default=0)
    left_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    actor = models.JSONField(default=dict)
    guards = models.JSONField(default=list)
    opened_by = models.UUIDField(null=True, blank=True, help_text="the record whose leaving opened this one")
    closed_by = models.UUIDField(null=True, blank=True, help_text="the record whose leaving closed this one")
    counted_from = models.DateTimeField(
        null=True, blank=True, help_text="where its limit begins if not where it was entered (a step recalled)"
    )
    stretched = models.JSONField(default=dict, help_text="its pauses and extensions, as their rows say")

    class Meta:
        ordering = ["entered_at", "visit"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "node", "parent", "via"],
                condition=Q(left_at__isnull=True),
                nulls_distinct=False,
                name="step_open_once",
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("entered_at")), name="step_left_after_entered"
            ),
        ]
        indexes = [
            models.Index(fields=["run", "entered_at"]),
            models.Index(fields=["agency", "due_on"], condition=Q(left_at__isnull=True), name="step_open_due"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.node_id} #{self.visit}"


class Participant(models.Model):
    """A person who took part in a step, with the role and the credential shown that day."""

    record = models.ForeignKey(StepRecord, models.PROTECT, related_name="participants")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    role = models.CharField(max_length=30)
    credential = models.CharField(max_length=40, blank=True)
    standing = models.JSONField(default=dict, help_text="the credential as it stood that day")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["record", "person", "role"], name="participant_once")]

    def __str__(self) -> str:
        return f"{self.name} ({self.role})"


class RunClock(models.Model):
    """A clock of the whole run, such as the ninety days of 行政处罚法第六十条."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="clocks")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    raw_due_on = models.DateField()
    due_on = models.DateField()
    provisional = models.BooleanField(default=False)
    calendar_revision = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)
    counted_from = models.DateField(null=True, blank=True, help_text="where it begins if a changed law says so")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "code"], name="run_clock_once")]
        indexes = [
            models.Index(fields=["agency", "due_on"], condition=Q(closed_at__isnull=True), name="run_clock_open_due")
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.code} {self.due_on}"
