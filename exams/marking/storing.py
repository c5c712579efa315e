"""Store many results with one COPY."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from psycopg.types.json import Jsonb

from exams.models import Result

COLUMNS = (
    "id", "sitting_id", "session_id", "person_id", "subject", "points", "total", "pass_mark", "passed", "passed_on",
    "by_law", "item_answers", "item_points", "keys", "paper_sha256", "answers_sha256", "rules", "made_at",
)  # fmt: skip
AS_JSON = frozenset({"by_law", "rules"})
COPY = f"COPY exams_result ({', '.join(COLUMNS)}) FROM STDIN"
NUMBERS = "SELECT nextval(pg_get_serial_sequence('exams_result', 'id')) FROM generate_series(1, %s)"


def store(results: Sequence[Result]) -> None:
    """Write first results and give each its number, as ``save`` would one by one."""
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS, [len(results)])
        for result, (number,) in zip(results, cursor.fetchall(), strict=True):
            result.pk = number
        with cursor.copy(COPY) as copy:
            for result in results:
                values = ((name, getattr(result, name)) for name in COLUMNS)
                copy.write_row([Jsonb(value) if name in AS_JSON else value for name, value in values])
