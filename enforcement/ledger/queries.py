"""Reading the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from enforcement.ledger.chain import GENESIS, digest
from enforcement.ledger.models import Entry


def history_of(series: str) -> QuerySet[Entry]:
    """Return the entries of one series, oldest first."""
    return Entry.objects.filter(series=series).order_by("seq")


def body_of(entry: Entry) -> dict[str, Any]:
    """Return the facts of an entry."""
    content: dict[str, Any] = json.loads(entry.body)
    return content


def faults(series: str | None = None) -> Iterator[str]:
    """Yield one sentence for each entry that does not follow from the one before: a gap, a changed or a moved entry."""
    entries = Entry.objects.order_by("series", "seq")
    if series is not None:
        entries = entries.filter(series=series)
    current, seq, prev = "", 0, GENESIS
    for entry in entries.iterator(chunk_size=5000):
        if entry.series != current:
            current, seq, prev = entry.series, 0, GENESIS
        if entry.seq != seq + 1:
            yield f"{entry.series}: entry {seq + 1} is missing (found {entry.seq})."
        if entry.prev != prev:
            yield f"{entry.series}#{entry.seq}: does not follow the entry before it."
        if entry.hash != hash_of(entry) or entry.credential != entry.actor.get("credential", ""):
            yield f"{entry.series}#{entry.seq}: its content was changed after it was written."
        seq, prev = entry.seq, entry.hash


def hash_of(entry: Entry) -> str:
    """Return the hash that the entry's content should have."""
    return digest(
        series=entry.series,
        seq=entry.seq,
        at=entry.at,
        recorded_at=entry.recorded_at,
        actor=entry.actor,
        verb=entry.verb,
        body=entry.body,
        prev=entry.prev,
    )
