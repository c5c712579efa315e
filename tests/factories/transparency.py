"""The public log of the ledger: sequence, Merkle tree, checkpoints, proofs. Made for tests by its own acts."""

from __future__ import annotations

from django.db import transaction

from enforcement.actor import SYSTEM
from enforcement.ledger.append_all import Fact, append_all, heads_of
from enforcement.transparency.models import (
    Checkpoint,
    Fingerprint,
    LogKey,
    LogLeaf,
    Mailing,
    Sequence,
    Tile,
    Verification,
)
from enforcement.transparency.publish_checkpoint import publish_checkpoint
from enforcement.transparency.sequence_entries import sequence_entries
from enforcement.transparency.verify import verify
from tests.factories.ledger import EntryFactory
from tests.factories.organisation import AT


def a_log(count: int = 3) -> int:
    """Append entries in two series, give them places, and return the size of the log."""
    with transaction.atomic():
        facts = [Fact(f"log:{n % 2}", SYSTEM, AT, "test.happen", {"fact": n}) for n in range(count)]
        append_all(facts=facts, heads=heads_of(["log:0", "log:1"]))
    sequence_entries(at=AT)
    return LogLeaf.objects.count()


def a_leaf() -> LogLeaf:
    a_log(1)
    return LogLeaf.objects.order_by("index").last()


def a_tile() -> Tile:
    a_log(256)
    return Tile.objects.get()


def a_fingerprint(sha256: str = "ab" * 32) -> Fingerprint:
    EntryFactory(body={"sha256": sha256})
    sequence_entries(at=AT)
    return Fingerprint.objects.get(sha256=sha256)


def a_sequence() -> Sequence:
    a_log(1)
    return Sequence.objects.get()


def a_checkpoint(count: int = 3) -> Checkpoint:
    a_log(count)
    made = publish_checkpoint(at=AT)
    assert made is not None
    return made


def a_key() -> LogKey:
    return a_checkpoint(1).key


def a_mailing(address: str = "supervisor@example.org") -> Mailing:
    return Mailing.objects.create(checkpoint=a_checkpoint(1), address=address)


def a_verification() -> Verification:
    return verify(at=AT)
