"""How far the log stands behind the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import connection

from enforcement.transparency.models import Sequence
from enforcement.transparency.sequence_entries import size

LATE: Final = timedelta(minutes=10)
_OUTSIDE: Final = """
SELECT count(*), min(e.recorded_at) FROM ledger_entry e
WHERE e.id > %s AND NOT EXISTS (SELECT FROM transparency_logleaf l WHERE l.entry_id = e.id)
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many entries the log has, how many wait, since when the oldest does, and whether that is too long."""

    size: int
    count: int
    since: datetime | None
    sequenced_at: datetime | None
    late: bool


def waiting(*, now: datetime) -> Waiting:
    """Return how the log stands."""
    row = Sequence.objects.filter(pk=1).first()
    with connection.cursor() as cursor:
        cursor.execute(_OUTSIDE, [row.watermark if row else 0])
        count, since = cursor.fetchone()
    late = since is not None and since < now - LATE
    return Waiting(size(), int(count), since, row.sequenced_at if row else None, late)
