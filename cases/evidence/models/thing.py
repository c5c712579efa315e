"""A thing on the list of a measure (行政强制法第二十四条: 清单)."""

from __future__ import annotations

from django.db import models

from cases.models.inquiry import Measure


class Thing(models.Model):
    """One line of the list. ``likeness`` tells the same thing again when another measure would take it."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="things")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    mark = models.CharField(max_length=80, blank=True, help_text="serial number, batch, plate …")
    quantity = models.CharField(max_length=40, blank=True)
    likeness = models.CharField(max_length=200, db_index=True)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name
