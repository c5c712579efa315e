"""Keep the rollups up: take what the database wrote down since the last time, day by day or at any time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection, transaction

from cases.supervision.desk.rollups.measures import CASE_COLUMNS, FACTS, FACTS_OF_ROWS, cases_of_facts, filled

LOCK: Final = 741_906
"""Of the rollups: one at a time keeps them up."""
STEPS: Final = """
WITH taken AS (DELETE FROM supervision_desk_stepmove RETURNING *)
INSERT INTO supervision_desk_stepstatsmonthly AS kept
  (agency_id, month_on, procedure, step, done, timed, in_time, days)
SELECT t.agency_id, t.month_on, f.code, n.code, sum(t.done), sum(t.timed), sum(t.in_time), sum(t.days)
FROM taken t
JOIN flowcharts_node n ON n.id = t.node_id AND n.is_step
JOIN flowcharts_flowchartversion v ON v.id = n.version_id
JOIN flowcharts_flowchart f ON f.id = v.flowchart_id
GROUP BY 1, 2, 3, 4
ON CONFLICT (agency_id, month_on, procedure, step) DO UPDATE SET done = kept.done + EXCLUDED.done,
  timed = kept.timed + EXCLUDED.timed, in_time = kept.in_time + EXCLUDED.in_time, days = kept.days + EXCLUDED.days
"""
TAKEN_OUT: Final = """
DELETE FROM supervision_desk_casefacts WHERE case_id = ANY(%s) RETURNING agency_id, filed_on, closed_on, decided_on
"""
PUT_IN: Final = " ".join((
    filled("supervision_desk_casefacts", FACTS, FACTS_OF_ROWS),
    "WHERE c.id = ANY(%s) RETURNING agency_id, filed_on, closed_on, decided_on",
))  # fmt: skip
EMPTIED: Final = """
DELETE FROM supervision_desk_casestatsmonthly
WHERE agency_id = ANY(%(agencies)s) AND month_on = ANY(%(months)s)
"""
REFILLED: Final = filled("supervision_desk_casestatsmonthly", CASE_COLUMNS, cases_of_facts(
    "AND agency_id = ANY(%(agencies)s) AND date_trunc('month', {day})::date = ANY(%(months)s)"
))  # fmt: skip
Cell = tuple[int, date]


@dataclass(frozen=True)
class Absorbed:
    """How much was taken in: step records that changed, cases looked at again."""

    moves: int
    cases: int


@transaction.atomic
def absorb() -> Absorbed:
    """Bring the rollups up to what is committed; what is committed meanwhile is taken the next time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute("SELECT count(*) FROM supervision_desk_stepmove")
        moves = cursor.fetchone()[0]
        cursor.execute(STEPS)
        cursor.execute("DELETE FROM supervision_desk_stepstatsmonthly WHERE done = 0")
        cursor.execute("DELETE FROM supervision_desk_touchedcase RETURNING case_id")
        cases = sorted({row[0] for row in cursor.fetchall()})
    if cases:
        _look_again(cases)
    return Absorbed(moves, len(cases))


def _look_again(cases: list[int]) -> None:
    """Write the facts of some cases anew, and the cells where they were and where they are."""
    with connection.cursor() as cursor:
        cursor.execute(TAKEN_OUT, [cases])
        cells = _cells(cursor.fetchall())
        cursor.execute(PUT_IN, [cases])
        cells |= _cells(cursor.fetchall())
        asked: dict[str, Any] = {"agencies": sorted({a for a, _m in cells}), "months": sorted({m for _a, m in cells})}
        cursor.execute(EMPTIED, asked)
        cursor.execute(REFILLED, asked)


def _cells(rows: list[tuple[Any, ...]]) -> set[Cell]:
    """Return the agency and the first of the month of each day of some facts."""
    return {(agency, day.replace(day=1)) for agency, *days in rows for day in days if day}
