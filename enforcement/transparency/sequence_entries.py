"""Give committed entries their places in the log, without gaps, each once: the only code that writes leaves."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Final

from django.db import connection, transaction

from enforcement.transparency.grow_tiles import grow_tiles
from enforcement.transparency.models import Fingerprint, LogLeaf, Sequence
from enforcement.transparency.verifier.leaf import SALT_BYTES, commitments, hash_of, prints_of
from enforcement.transparency.watermark import move_on

BATCH: Final = 5000
_ONE_AT_A_TIME: Final = "SELECT pg_try_advisory_xact_lock(hashtextextended('transparency.sequence', 7))"
_NEXT: Final = """
SELECT e.id, e.series, e.seq, e.hash,
  CASE WHEN e.body LIKE '%%"sha256":"%%' OR e.body LIKE '%%"papers":["%%' THEN e.body ELSE '' END
FROM ledger_entry e
WHERE e.id > %s AND NOT EXISTS (SELECT FROM transparency_logleaf l WHERE l.entry_id = e.id)
ORDER BY e.id LIMIT %s
"""
Row = tuple[int, str, int, str, str]


def sequence_entries(*, at: datetime, batch: int = BATCH) -> int:
    """Enter every entry that is committed by now; return how many. Where another one is at work, nothing."""
    total = 0
    while True:
        count = _one_batch(at, batch)
        total += count
        if count < batch:
            return total


@transaction.atomic
def _one_batch(at: datetime, batch: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME)
        if not cursor.fetchone()[0]:
            return 0
    row, _made = Sequence.objects.get_or_create(pk=1)
    since = move_on(row)
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [since, batch])
        found: list[Row] = cursor.fetchall()
    if found:
        _enter(found, size(), at)
    if len(found) < batch:
        row.sequenced_at = at
        row.save()
    return len(found)


def size() -> int:
    """Return how many leaves the log has."""
    last = LogLeaf.objects.order_by("-index").values_list("index", flat=True).first()
    return 0 if last is None else last + 1


def _enter(found: list[Row], first: int, at: datetime) -> None:
    leaves: list[LogLeaf] = []
    prints: list[Fingerprint] = []
    for index, (entry_id, series, seq, entry_hash, body) in enumerate(found, first):
        salt, named = secrets.token_bytes(SALT_BYTES), prints_of(body)
        leaf = hash_of(commitments(salt, series, seq, entry_hash, named))
        leaves.append(LogLeaf(index=index, entry_id=entry_id, salt=salt, hash=leaf, sequenced_at=at))
        prints += [Fingerprint(sha256=sha256, leaf_index=index, place=place) for place, sha256 in enumerate(named, 1)]
    LogLeaf.objects.bulk_create(leaves, batch_size=1000)
    Fingerprint.objects.bulk_create(prints, batch_size=1000)
    grow_tiles(first + len(found))
