"""The tables of the ledger. Triggers refuse every change and removal of an entry."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One act, chained to the entry before it in its series (a case, a credential, a sitting, a flowchart …)."""

    series = models.CharField(max_length=80)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField(help_text="when the act happened, as its author says")
    recorded_at = models.DateTimeField(help_text="when the entry was written")
    actor = models.JSONField()
    credential = models.CharField(max_length=40, blank=True)
    verb = models.CharField(max_length=60)
    body = models.TextField(help_text="canonical JSON")
    prev = models.CharField(max_length=64, help_text="hash of the entry before, hexadecimal")
    hash = models.CharField(max_length=64)
    algorithm = models.CharField(max_length=16, default="sha256")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "seq"], name="ledger_entry_once")]
        indexes = [models.Index(fields=["verb", "recorded_at"]), models.Index(fields=["recorded_at"])]

    def __str__(self) -> str:
        return f"{self.series}#{self.seq} {self.verb}"


class Counter(models.Model):
    """The last number given out in a gap-free series such as an agency's penalty decisions of one year."""

    key = models.CharField(max_length=120, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.key}: {self.last}"
