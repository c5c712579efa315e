"""Make the rollups anew from the rows, or prove that they equal what the rows say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection, transaction

from cases.supervision.desk.rollups import measures
from cases.supervision.desk.rollups.absorb import LOCK, absorb

WAITING: Final = ("supervision_desk_stepmove", "supervision_desk_touchedcase")
TABLES: Final = {
    "supervision_desk_stepstatsmonthly": (measures.STEP_COLUMNS, measures.STEPS_OF_ROWS),
    "supervision_desk_casefacts": (measures.FACTS, measures.FACTS_OF_ROWS),
    "supervision_desk_casestatsmonthly": (measures.CASE_COLUMNS, measures.cases_of_facts()),
}


def rebuild() -> dict[str, int]:
    """Make every rollup anew; return the rows of each table."""
    made = {}
    with _alone(), transaction.atomic(), connection.cursor() as cursor:
        _one_moment()
        for table in (*WAITING, *TABLES):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 (names of our own)
        for table, (columns, rows) in TABLES.items():
            cursor.execute(measures.filled(table, columns, rows))
            made[table] = cursor.rowcount
    return made


def differences() -> dict[str, int]:
    """Return how many rows of each table differ from what the rows say, once what waits was taken in: 0 for all."""
    found = {}
    with _alone(), transaction.atomic(), connection.cursor() as cursor:
        _one_moment()
        absorb()
        for table, (columns, rows) in TABLES.items():
            cursor.execute(_differing(table, ", ".join(columns), rows))
            found[table] = cursor.fetchone()[0]
    return found


def _differing(table: str, columns: str, rows: str) -> str:
    kept = f"SELECT {columns} FROM {table}"  # noqa: S608 (names of our own)
    told = f"SELECT {columns} FROM ({rows}) AS told"  # noqa: S608 (as above)
    both = f"(({kept} EXCEPT ALL {told}) UNION ALL ({told} EXCEPT ALL {kept})) AS differ"
    return f"SELECT count(*) FROM {both}"  # noqa: S608 (as above)


@contextmanager
def _alone() -> Iterator[None]:
    """Hold off every other rollup, from before the moment as of which this one reads."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _one_moment() -> None:
    """Let all that follows see the database as of one moment, whoever writes meanwhile."""
    if not connection.savepoint_ids:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
