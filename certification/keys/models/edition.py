"""Published key lists."""

from __future__ import annotations

from django.db import models


class KeyListEdition(models.Model):
    """A key list as it was signed and published. Append-only."""

    version = models.PositiveIntegerField(unique=True)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    root = models.CharField(max_length=16)
    issued_at = models.DateTimeField()
    next_update_at = models.DateTimeField()

    class Meta:
        ordering = ["version"]

    def __str__(self) -> str:
        return f"key list {self.version}"
