"""What was published of the status of credentials. Triggers refuse every change; a correction is the next number."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class StatusShard(models.Model):
    """One publication of a shard of the status list: 131,072 credentials, two bits each.

    ``iat`` and ``exp`` are Unix seconds, ``ttl`` seconds; ``body`` is the signed file, ``bits_sha256`` the digest of
    the 32,768 bytes in it before compression, by which a publication without news is known.
    """

    shard = models.PositiveIntegerField()
    seq = models.PositiveIntegerField(help_text="number of the publication of this shard, from 1, without gaps")
    iat = models.PositiveBigIntegerField()
    exp = models.PositiveBigIntegerField()
    ttl = models.PositiveIntegerField()
    kid = models.PositiveIntegerField(help_text="the status key that signed it")
    body = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(help_text="bytes of the body")
    bits_sha256 = models.CharField(max_length=64)
    ended = models.PositiveIntegerField()
    suspended = models.PositiveIntegerField()

    class Meta:
        ordering = ["shard", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["shard", "seq"], name="status_shard_once"),
            models.CheckConstraint(condition=Q(shard__lt=2**15, seq__gte=1), name="status_shard_in_range"),
            models.CheckConstraint(condition=Q(exp__gt=F("iat")), name="status_shard_ends_later"),
        ]

    def __str__(self) -> str:
        return f"shard {self.shard} no. {self.seq}"


class StatusIndex(models.Model):
    """One publication of the list of shards, as a signed text (JWS)."""

    iat = models.PositiveBigIntegerField()
    kid = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"status index of {self.iat}"
