"""A position in the ledger up to which everything is settled: the cursor of changes.

Numbers of entries are given before their acts end, so the newest number that can be read says nothing about smaller
ones that come later. Every entry younger than a minute, or than the oldest act still under way, is left to the next.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection
from django.db.models import BigIntegerField, QuerySet
from django.db.models.functions import Cast, Substr

from enforcement.ledger.models import Entry

SLACK: Final = timedelta(seconds=60)
OLDEST: Final = """
SELECT min(xact_start) FROM pg_stat_activity WHERE datname = current_database() AND backend_xid IS NOT NULL
"""


def position(at: datetime, slack: timedelta = SLACK) -> int:
    """Return the number of the last settled entry, 0 for none. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute(OLDEST)
        begun = cursor.fetchone()[0]
    settled = min(at, begun or at) - slack
    rows = Entry.objects.filter(recorded_at__lt=settled)
    return rows.order_by("-pk").values_list("pk", flat=True).first() or 0


def changed_after(rows: QuerySet[Any], kind: str, after: int) -> QuerySet[Any]:
    """Return those rows of a kind (``case``, ``credential`` …) on whose ledger series was written after a position."""
    entries = Entry.objects.filter(pk__gt=after, series__regex=rf"^{kind}:[0-9]+$")
    number = Cast(Substr("series", len(kind) + 2), BigIntegerField())
    return rows.filter(pk__in=entries.annotate(number=number).values("number"))
