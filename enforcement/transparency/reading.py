"""Read the ledger as the records that are exported and judged: in the order of the log, then what is not in it yet.

What is read never changes, so no transaction is held open: leaves go piece by piece up to the size at the beginning,
the few entries outside it in one statement, which sees each series without a gap.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from django.db import connection

from enforcement.ledger.chain import canonical, moment
from enforcement.transparency.sequence_entries import size
from enforcement.transparency.verifier.records import Record

CHUNK: Final = 2000
_COLUMNS: Final = (
    "e.series, e.seq, e.at, e.recorded_at, e.actor, e.verb, e.body, e.prev, e.algorithm, e.credential, e.hash"
)
_LOGGED: Final = f"""
SELECT l.index, l.salt, l.hash, {_COLUMNS} FROM transparency_logleaf l LEFT JOIN ledger_entry e ON e.id = l.entry_id
WHERE l.index >= %s AND l.index < %s ORDER BY l.index
"""  # noqa: S608 (names of columns)
_OUTSIDE: Final = f"""
SELECT -1, ''::bytea, ''::bytea, {_COLUMNS} FROM ledger_entry e
WHERE NOT EXISTS (SELECT FROM transparency_logleaf l WHERE l.entry_id = e.id AND l.index < %s) ORDER BY e.id
"""  # noqa: S608 (names of columns)


def records() -> Iterator[Record]:
    """Yield every entry with its place in the log."""
    end = size()
    for start in range(0, end, CHUNK):
        yield from _read(_LOGGED, start, min(start + CHUNK, end))
    yield from _read(_OUTSIDE, end)


def _read(statement: str, *values: int) -> Iterator[Record]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found = cursor.fetchall()
    return map(_record, found)


def _record(row: tuple[Any, ...]) -> Record:
    index, salt, leaf, series, seq, at, recorded_at, actor, verb, body, prev, algorithm, credential, hash_ = row
    salt, leaf = bytes(salt).hex(), bytes(leaf).hex()
    if series is None:
        return Record(index, salt, leaf, "", "", "", "")
    text = canonical({
        "series": series, "seq": seq, "at": moment(at), "recorded_at": moment(recorded_at),
        "actor": json.loads(actor) if isinstance(actor, str) else actor, "verb": verb, "body": body, "prev": prev,
    })  # fmt: skip
    return Record(index, salt, leaf, algorithm, credential, hash_, text)
