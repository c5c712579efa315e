"""Below which number no entry can appear any more, although transactions commit in another order than they number.

Whoever may still write a number holds the table's lock for writing until the end of the transaction: PostgreSQL takes
it before the number is drawn. So: read the last number drawn, then who holds that lock; once all of these are gone,
every number up to that one is there to be read, or will never be. Nobody waits for anybody.
"""

from __future__ import annotations

from django.db import connection

from enforcement.transparency.models import Sequence

_DRAWN = "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM ledger_entry_id_seq"
_HOLDERS = """
SELECT DISTINCT virtualtransaction FROM pg_locks
WHERE locktype = 'relation' AND relation = 'ledger_entry'::regclass AND mode = 'RowExclusiveLock'
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND pid IS DISTINCT FROM pg_backend_pid()
"""


def move_on(row: Sequence) -> int:
    """Bring the sequence to the next mark if its holders are gone; return the watermark for the entries read next.

    The new mark stands in ``row``, to be saved only with the entries read after this call.
    """
    with connection.cursor() as cursor:
        cursor.execute(_DRAWN)
        drawn = int(cursor.fetchone()[0])
        cursor.execute(_HOLDERS)
        holders = {str(found) for (found,) in cursor.fetchall()}
    before = row.watermark
    if not holders.intersection(row.holders):
        row.watermark, row.mark, row.holders = row.mark, drawn, sorted(holders)
        if not holders:
            row.watermark = drawn
    return before
