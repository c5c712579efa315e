"""Charts under drawing in the browser. Nothing of them runs or is on record until one is kept as a draft."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from enforcement.flowcharts.models.chart import FlowchartVersion
from enforcement.organisation.models import Agency


class Sketch(models.Model):
    """A chart that somebody draws: ``position`` is the text shown, ``stamp`` counts every change, undoing too."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=200, blank=True)
    based_on = models.ForeignKey(FlowchartVersion, models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveIntegerField(default=0)
    stamp = models.PositiveIntegerField(default=0)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    kept_as = models.ForeignKey(FlowchartVersion, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-changed_at"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()


class SketchText(models.Model):
    """One state of a sketch, kept so that changes can be undone and done again."""

    sketch = models.ForeignKey(Sketch, models.CASCADE, related_name="texts")
    number = models.PositiveIntegerField()
    bpmn = models.TextField()

    class Meta:
        ordering = ["sketch_id", "number"]
        constraints = [models.UniqueConstraint(fields=["sketch", "number"], name="flowchart_sketch_text_once")]

    def __str__(self) -> str:
        return f"{self.sketch_id} #{self.number}"
