"""The public log of the ledger: leaves, whole tiles of the tree, checkpoints, the keys that signed them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class LogLeaf(models.Model):
    """The place of an entry in the log. Never changed; no key to the entry, so that it outlives a removed one."""

    index = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField(unique=True)
    salt = models.BinaryField(help_text="32 random bytes that hide what the leaf commits to")
    hash = models.BinaryField(help_text="RFC 9162 hash of the leaf")
    sequenced_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.index)


class Fingerprint(models.Model):
    """A paper or text that an entry names by its SHA-256, found again by it."""

    sha256 = models.CharField(max_length=64, db_index=True)
    leaf_index = models.BigIntegerField()
    place = models.PositiveSmallIntegerField(help_text="of its commitment in the leaf, from 1")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["leaf_index", "place"], name="transparency_print_once")]

    def __str__(self) -> str:
        return f"{self.leaf_index}.{self.place}"


class Tile(models.Model):
    """256 neighbouring hashes of one level of the tree (c2sp.org/tlog-tiles), and the hash over them."""

    level = models.PositiveSmallIntegerField()
    number = models.BigIntegerField()
    hashes = models.BinaryField()
    root = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "number"], name="transparency_tile_once")]

    def __str__(self) -> str:
        return f"{self.level}/{self.number}"


class Sequence(models.Model):
    """How far the sequencer has looked, one row: below ``watermark`` no entry can appear any more."""

    watermark = models.BigIntegerField(default=0)
    mark = models.BigIntegerField(default=0, help_text="the next watermark, once all holders are gone")
    holders = models.JSONField(default=list, help_text="transactions that may still write numbers up to the mark")
    sequenced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="transparency_one_sequence")]

    def __str__(self) -> str:
        return str(self.watermark)


class LogKey(models.Model):
    """A verifier key under which checkpoints were published, with the log's name in it."""

    text = models.CharField(max_length=300, unique=True)
    begun_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text


class Checkpoint(models.Model):
    """A signed note with size and root of the log, as it was published. Never changed."""

    size = models.BigIntegerField()
    root = models.BinaryField()
    note = models.TextField()
    key = models.ForeignKey(LogKey, models.PROTECT, related_name="checkpoints")
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["size", "pk"]
        constraints = [models.UniqueConstraint(fields=["size", "key"], name="transparency_checkpoint_once")]

    def __str__(self) -> str:
        return str(self.size)


class Mailing(models.Model):
    """A checkpoint on its way to somebody outside: tried again until it is sent."""

    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="mailings")
    address = models.EmailField()
    attempts = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["checkpoint", "address"], name="transparency_mail_once")]

    def __str__(self) -> str:
        return f"{self.checkpoint_id} → {self.address}"


class Verification(models.Model):
    """What one check of the whole ledger found."""

    verified_at = models.DateTimeField()
    entries = models.BigIntegerField()
    leaves = models.BigIntegerField()
    series = models.BigIntegerField()
    checkpoints = models.PositiveIntegerField(help_text="that fit")
    fault_count = models.PositiveIntegerField()
    faults = models.JSONField(default=list, help_text="the first: code, index, where")
    seconds = models.FloatField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.verified_at:%Y-%m-%d %H:%M} {self.fault_count}"
