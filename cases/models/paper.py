"""Papers of a case: generated or taken in, kept by hash."""

from __future__ import annotations

from django.db import models

from cases.models.case import Case


class Paper(models.Model):
    """A document of the file. The bytes are stored under their SHA-256; the row never changes."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="papers")
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    number = models.CharField(max_length=60, blank=True)
    step = models.CharField(max_length=20, blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    media_type = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    author = models.CharField(max_length=60)
    signature = models.JSONField(default=dict, help_text="provider, algorithm, key and value")
    is_inner = models.BooleanField(default=False, help_text="副卷: internal")

    class Meta:
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["-made_at", "-id"], name="paper_newest")]

    def __str__(self) -> str:
        return self.title
