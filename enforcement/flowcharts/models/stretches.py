"""What moves the end of a limit: spans that are not counted, and extensions. Rows are added, never changed back."""

from __future__ import annotations

from typing import Final

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from enforcement.flowcharts.models.running import RunClock, StepRecord

OF_ONE: Final = Q(clock__isnull=False, record__isnull=True) | Q(clock__isnull=True, record__isnull=False)


class ClockPause(models.Model):
    """A span during which a clock of the run, or the limit of a step, does not count.

    It has its ground, basis and document. ``to_on`` is the first day that counts again.
    """

    clock = models.ForeignKey(RunClock, models.PROTECT, null=True, blank=True, related_name="pauses")
    record = models.ForeignKey(StepRecord, models.PROTECT, null=True, blank=True, related_name="pauses")
    ground = models.CharField(max_length=40)
    basis = models.CharField(max_length=120)
    document = models.CharField(max_length=120)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["from_on"]
        constraints = [
            models.CheckConstraint(condition=OF_ONE, name="pause_of_one"),
            models.CheckConstraint(condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="pause_in_order"),
            models.CheckConstraint(condition=~Q(document=""), name="pause_has_document"),
            models.UniqueConstraint(
                fields=["record"], condition=Q(to_on__isnull=True, record__isnull=False), name="step_pause_open_once"
            ),
            ExclusionConstraint(
                name="clock_pauses_apart",
                condition=Q(clock__isnull=False),
                expressions=[
                    (
                        Func(
                            F("clock"),
                            F("clock"),
                            Value("[]"),
                            function="int8range",
                            output_field=BigIntegerRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(F("from_on"), F("to_on"), function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ground} {self.from_on}–{self.to_on or ''}"


class TermExtension(models.Model):
    """An extension of a clock or of a step's limit; ``counts`` only where it was granted before the limit had ended."""

    clock = models.ForeignKey(RunClock, models.PROTECT, null=True, blank=True, related_name="extensions")
    record = models.ForeignKey(StepRecord, models.PROTECT, null=True, blank=True, related_name="extensions")
    by = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=10)
    level = models.PositiveSmallIntegerField(default=1, help_text="1 the first, 2 the next …")
    granted_on = models.DateField()
    granted_by = models.CharField(max_length=60)
    reason = models.CharField(max_length=400)
    document = models.CharField(max_length=120)
    basis = models.CharField(max_length=160, blank=True)
    due_before = models.DateField()
    due_after = models.DateField()
    counts = models.BooleanField(default=True)

    class Meta:
        ordering = ["granted_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=OF_ONE, name="extension_of_one"),
            models.CheckConstraint(
                condition=Q(counts=False) | Q(granted_on__lte=F("due_before")), name="extension_in_time"
            ),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(document=""), name="extension_has_grounds"),
        ]

    def __str__(self) -> str:
        return f"+{self.by} {self.unit} {self.granted_on}"
