"""The log of what each key signed: its leaves in the order of issue, and the roots that were published."""

from __future__ import annotations

from django.db import models


class IssuedLeaf(models.Model):
    """The digest of one issued code at its place in the log of its key. Append-only."""

    kid = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    leaf = models.BinaryField(max_length=32)
    credential = models.OneToOneField("certification.Credential", on_delete=models.PROTECT, related_name="leaf")

    class Meta:
        ordering = ["kid", "position"]
        constraints = [models.UniqueConstraint(fields=["kid", "position"], name="issued_leaf_place")]
        indexes = [models.Index(fields=["kid", "leaf"], name="issued_leaf_by_digest")]

    def __str__(self) -> str:
        return f"leaf {self.position} of key {self.kid}"


class LogRoot(models.Model):
    """The root of a key's log as it was signed and published. Append-only."""

    kid = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    root = models.BinaryField(max_length=32)
    text = models.TextField()
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["kid", "size"]
        constraints = [models.UniqueConstraint(fields=["kid", "size"], name="log_root_of_size")]

    def __str__(self) -> str:
        return f"log of key {self.kid} at {self.size}"
