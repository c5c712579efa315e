"""The pages of the record, each with its hash, and who signed each of them."""

from __future__ import annotations

from django.db import models

from cases.models.hearing import Hearing
from cases.models.paper import Paper


class HearingPage(models.Model):
    """A page of the closed record: ``sha256`` is of its text, which never changes again."""

    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="pages")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["hearing", "number"], name="hearing_page_once")]

    def __str__(self) -> str:
        return f"{self.hearing_id} p.{self.number}"


class HearingSignature(models.Model):
    """A signature drawn on a page, kept as a paper with its hash; or the chair's note that it was refused."""

    page = models.ForeignKey(HearingPage, models.PROTECT, related_name="signatures")
    role = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    drawing = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    refusal_note = models.CharField(max_length=200, blank=True)
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["page", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "role", "name"], name="hearing_page_signed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} p.{self.page_id}"
