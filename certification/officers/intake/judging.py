"""What a staged list would do, judged as one whole: a dry run and the import itself say the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet

from certification.officers.intake.lines import Line, Problem
from enforcement.organisation.models import Agency

PREVIEW: Final = 50
COUNTS: Final = """
SELECT count(*) FILTER (WHERE person_id IS NULL), count(*) FILTER (WHERE changed), count(*) FROM officer_line
"""
OTHER_NAME: Final = """
SELECT l."row" FROM officer_line l JOIN organisation_person p ON p.id = l.person_id
WHERE p.name <> l.name AND l.name <> ''
"""
ELSEWHERE: Final = """
SELECT DISTINCT ON (l."row") l."row", a.name FROM officer_line l
JOIN organisation_post o ON o.person_id = l.person_id AND o.from_on <= %(on)s AND (o.to_on IS NULL OR o.to_on >= %(on)s)
JOIN organisation_agency a ON a.id = o.agency_id
WHERE l.post_id IS NULL AND l.agency_id IS NOT NULL AND o.agency_id <> l.agency_id
"""
TAKEN: Final = """
SELECT l."row", 'qualification'
FROM officer_line l JOIN certification_legalqualification q ON q.number = l.qualification
WHERE q.person_id IS DISTINCT FROM l.person_id
UNION ALL
SELECT l."row", CASE c.number WHEN l.hearing THEN 'hearing' ELSE 'supervision' END
FROM officer_line l JOIN certification_certificate c ON c.number IN (l.hearing, l.supervision)
WHERE c.person_id IS DISTINCT FROM l.person_id
"""
LEFT: Final = """
CREATE TEMPORARY TABLE officer_left ON COMMIT DROP AS SELECT p.name, a.name AS agency
FROM organisation_post o JOIN organisation_person p ON p.id = o.person_id
JOIN organisation_agency a ON a.id = o.agency_id
WHERE o.agency_id = ANY(%(within)s) AND o.from_on <= %(on)s AND (o.to_on IS NULL OR o.to_on >= %(on)s)
  AND NOT EXISTS (SELECT FROM officer_line l WHERE l.person_id = o.person_id)
"""
SHOWN: Final = {
    "added": 'SELECT name, title FROM officer_line WHERE person_id IS NULL ORDER BY "row" LIMIT %(most)s',
    "changed": 'SELECT name, title FROM officer_line WHERE changed ORDER BY "row" LIMIT %(most)s',
    "left": "SELECT name, agency FROM officer_left ORDER BY 2, 1 LIMIT %(most)s",
}


@dataclass
class Plan:
    """What would happen: problems by cell, counts, and the first people of each kind (name, post)."""

    problems: list[Problem] = field(default_factory=list)
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    left: int = 0
    shown: dict[str, list[list[str]]] = field(default_factory=dict)


def judged(lines: list[Line], within: QuerySet[Agency], *, on: date) -> Plan:
    """Return the plan of the lines in ``officer_line``."""
    asked: dict[str, Any] = {"on": on, "most": PREVIEW, "within": list(within.values_list("pk", flat=True))}
    plan = Plan(problems=list(_twice(lines)))
    plan.problems += [Problem(row, "name", "other_name") for (row,) in _rows(OTHER_NAME, asked)]
    plan.problems += [
        Problem(row, "agency", "serves_elsewhere", {"agency": agency}) for row, agency in _rows(ELSEWHERE, asked)
    ]
    plan.problems += [Problem(row, column, "taken") for row, column in _rows(TAKEN, asked)]
    ((plan.added, plan.changed, total),) = _rows(COUNTS, asked)
    plan.unchanged = total - plan.added - plan.changed
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.officer_left")
        cursor.execute(LEFT, asked)
    ((plan.left,),) = _rows("SELECT count(*) FROM officer_left", asked)
    plan.shown = {kind: [list(row) for row in _rows(statement, asked)] for kind, statement in SHOWN.items()}
    return plan


def _twice(lines: list[Line]) -> Iterator[Problem]:
    first: dict[tuple[str, str], int] = {}
    for line in lines:
        for column in ("id_number", "qualification", "hearing", "supervision"):
            given = getattr(line, column)
            key = ("certificate" if column in {"hearing", "supervision"} else column, given)
            if given and first.setdefault(key, line.row) != line.row:
                yield Problem(
                    line.row, column, "twice" if column == "id_number" else "number_twice", {"row": first[key]}
                )


def _rows(statement: str, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        return list(cursor.fetchall())
