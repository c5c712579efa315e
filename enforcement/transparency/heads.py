"""What else remembers the last entry of a series: apps enter it, the verification compares.

A removed end of a chain leaves no gap; the row that carries its head still names the entry that was there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from django.db import connection

Statement = str
HOLDERS: Final[dict[str, Statement]] = {}
Broken = Callable[[], Iterable[str]]
_WRONG: Final = """
SELECT h.series FROM ({statement}) h(series, seq, hash)
LEFT JOIN ledger_entry e ON e.series = h.series AND e.seq = h.seq
WHERE h.seq > 0 AND e.hash IS DISTINCT FROM h.hash ORDER BY h.series LIMIT 200
"""


def enter(name: str, statement: Statement) -> None:
    """Enter a statement that gives series, number and hash of last entries, as another table remembers them."""
    HOLDERS[name] = statement


def broken() -> list[str]:
    """Return the series whose ledger lacks the entry that is remembered elsewhere as the last one."""
    found: list[str] = []
    with connection.cursor() as cursor:
        for statement in HOLDERS.values():
            cursor.execute(_WRONG.format(statement=statement))
            found += [series for (series,) in cursor.fetchall()]
    return found
