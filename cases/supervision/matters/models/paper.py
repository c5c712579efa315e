"""Papers of a matter; the bytes are kept by their SHA-256."""

from __future__ import annotations

from django.db import models

from cases.supervision.matters.models.letter import Answer, Letter
from cases.supervision.matters.models.matter import Matter


class MatterPaper(models.Model):
    """A paper. One with a letter may be read by the organ that the letter is addressed to."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="papers")
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, blank=True, related_name="papers")
    answer = models.ForeignKey(Answer, models.PROTECT, null=True, blank=True, related_name="papers")
    code = models.CharField(max_length=4)
    title = models.CharField(max_length=80)
    number = models.CharField(max_length=60, blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(default=0)
    media_type = models.CharField(max_length=40, default="application/pdf")
    made_at = models.DateTimeField()
    author = models.CharField(max_length=60)

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return self.title
