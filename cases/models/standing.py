"""Rows that a step laid and that a recall of the step takes back: they stay, and nobody reads them any more."""

from __future__ import annotations

from typing import TypeVar

from django.db import models

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class Standing(models.Manager[Row_co]):
    """The rows of steps that were not recalled."""

    def get_queryset(self) -> models.QuerySet[Row_co, Row_co]:
        """Leave the recalled ones out."""
        return super().get_queryset().filter(recalled_at__isnull=True)


class Everything(models.Manager[Row_co]):
    """Every row, the recalled ones too."""


class Recallable(models.Model):
    """A row of a step inside the agency. ``objects`` and everything that leads to it leaves recalled rows out."""

    recalled_at = models.DateTimeField(null=True, blank=True, help_text="the step that laid it was taken back")

    objects = Standing()
    all_rows = Everything()

    class Meta:
        abstract = True
