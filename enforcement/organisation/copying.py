"""Many rows at once: COPY, and tables that last as long as the transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.backends.utils import CursorWrapper


def copy_rows(cursor: CursorWrapper, table: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Copy rows into a table: one statement, whatever their number."""
    with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def temporary(cursor: CursorWrapper, table: str, columns: str) -> None:
    """Make an empty table that lasts as long as the transaction."""
    cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{table}")
    cursor.execute(f"CREATE TEMPORARY TABLE {table} ({columns}) ON COMMIT DROP")
