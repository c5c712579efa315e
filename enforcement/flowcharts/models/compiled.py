"""The rows compiled from a published BPMN file: what runs. ``store.py`` writes them and reads them back."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language

from enforcement.flowcharts.models.chart import FlowchartVersion


class Node(models.Model):
    """A node of a version."""

    version = models.ForeignKey(FlowchartVersion, models.PROTECT, related_name="nodes")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=100)
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=120, blank=True)
    line = models.PositiveIntegerField(default=0)
    code = models.CharField(max_length=20, blank=True)
    act = models.CharField(max_length=60, blank=True)
    title_en = models.CharField(max_length=160, blank=True)
    public = models.BooleanField(default=True)
    is_step = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    risk = models.TextField(blank=True, help_text="廉政风险点")
    risk_public = models.BooleanField(default=False)
    called = models.CharField(max_length=80, blank=True)
    timer = models.CharField(max_length=40, blank=True)
    attached_to = models.CharField(max_length=100, blank=True)
    interrupting = models.BooleanField(default=True)
    outcome = models.CharField(max_length=40, blank=True)
    parent = models.CharField(max_length=100, blank=True)
    terminate = models.BooleanField(default=False)

    class Meta:
        ordering = ["version_id", "position"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="flowchart_node_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        return self.title_en if self.title_en and (get_language() or "").startswith("en") else self.name


class NodeRule(models.Model):
    """A role, limit, extension, suspension, document, guard, basis or outcome of a step."""

    node = models.ForeignKey(Node, models.PROTECT, related_name="rules")
    kind = models.CharField(max_length=12)
    position = models.PositiveSmallIntegerField()
    body = models.JSONField()
    law = models.CharField(max_length=120, blank=True)
    article = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["node_id", "kind", "position"]
        indexes = [models.Index(fields=["law", "article"], name="flowchart_rule_law")]

    def __str__(self) -> str:
        return f"{self.kind} {self.body}"


class Arrow(models.Model):
    """An arrow of a version."""

    version = models.ForeignKey(FlowchartVersion, models.PROTECT, related_name="arrows")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=100)
    source = models.CharField(max_length=100)
    target = models.CharField(max_length=100)
    condition = models.CharField(max_length=300, blank=True)
    is_default = models.BooleanField(default=False)
    name = models.CharField(max_length=120, blank=True)
    line = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["version_id", "position"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="flowchart_arrow_once")]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"


class Clock(models.Model):
    """A clock over several steps of a version."""

    version = models.ForeignKey(FlowchartVersion, models.PROTECT, related_name="clocks")
    code = models.CharField(max_length=40)
    body = models.JSONField()

    class Meta:
        ordering = ["version_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="flowchart_clock_once")]

    def __str__(self) -> str:
        return self.code


class Declared(models.Model):
    """What the whole chart declares besides its clocks: name, facts and lanes."""

    version = models.OneToOneField(FlowchartVersion, models.PROTECT, related_name="declared")
    body = models.JSONField()

    def __str__(self) -> str:
        return f"{self.version_id}"
