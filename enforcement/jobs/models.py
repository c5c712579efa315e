"""Work that happens in the background: the row first, then a wake-up, so that nothing is lost with a worker."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Job(models.Model):
    """A piece of background work with its progress. A lease says who works on it; a sweeper wakes lapsed ones."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    kind = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    lease = models.CharField(max_length=32, blank=True)
    worker = models.CharField(max_length=120, blank=True, help_text="the process that took it")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict)
    fault = models.TextField(blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="who asked for it and may look at it; nobody for the timetable's",
    )  # fmt: skip
    requested_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["state", "leased_until"], condition=Q(state__in=["waiting", "running"]), name="job_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class Slot(models.Model):
    """A slot of the timetable: the row makes sure that one beat of many runs a timed job."""

    kind = models.CharField(max_length=60)
    starts_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "starts_at"], name="job_slot_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts_at:%Y-%m-%d %H:%M}"
