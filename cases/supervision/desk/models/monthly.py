"""Rollups by agency and month: what was done on time, and how often a case was heard, reviewed, discussed, changed."""

from __future__ import annotations

from django.db import models

from enforcement.flowcharts.models import Node
from enforcement.organisation.models import Agency


class StepStatsMonthly(models.Model):
    """The steps of one code that an agency left in a month; no money anywhere (行政处罚法第七十四条第三款)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    month_on = models.DateField(help_text="first day of the month")
    procedure = models.CharField(max_length=20)
    step = models.CharField(max_length=20)
    done = models.BigIntegerField()
    timed = models.BigIntegerField(help_text="those with a limit")
    in_time = models.BigIntegerField(help_text="those left by the end of the limit")
    days = models.BigIntegerField(help_text="from entering to leaving, all together")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "month_on", "procedure", "step"], name="step_stats_once")
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.month_on} {self.step}"


class StepMove(models.Model):
    """What a change of a step's record adds to a month, or takes from it; written by the database, summed at night."""

    agency = models.ForeignKey(Agency, models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False)
    node = models.ForeignKey(Node, models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False)
    month_on = models.DateField()
    done = models.SmallIntegerField()
    timed = models.SmallIntegerField()
    in_time = models.SmallIntegerField()
    days = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.agency_id} {self.node_id} {self.done:+}"


class CaseStatsMonthly(models.Model):
    """The cases of an agency: filed and closed in a month, and what became of those decided in it."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    month_on = models.DateField(help_text="first day of the month")
    procedure = models.CharField(max_length=20)
    field = models.CharField(max_length=20)
    filed = models.IntegerField()
    closed = models.IntegerField()
    decided = models.IntegerField()
    timed = models.IntegerField(help_text="decided, with a clock (行政处罚法第六十条)")
    in_time = models.IntegerField()
    heard = models.IntegerField()
    reviewed = models.IntegerField()
    discussed = models.IntegerField()
    challenged = models.IntegerField(help_text="decided on in reconsideration or by a court")
    changed = models.IntegerField(help_text="changed, annulled or confirmed illegal there")
    amended = models.IntegerField(help_text="with a correction of the record")
    to_publish = models.IntegerField()
    published_in_time = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "month_on", "procedure", "field"], name="case_stats_once")
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.month_on} {self.procedure}"
