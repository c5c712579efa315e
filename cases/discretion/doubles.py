"""Fines that the same party got for what may be the same act (行政处罚法第二十九条), over all agencies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection

from cases.rules.remedies import VOID
from cases.rules.weighed import FinedFact

SAME = """
SELECT mine.id, other.id, COALESCE(NULLIF(other.number, ''), other.clue_number), d.decided_on, d.fine,
       other.act_on = mine.act_on
         AND (other.cause = mine.cause OR (other.place <> '' AND other.place = mine.place)) AS same
FROM cases_case mine
JOIN cases_party p ON p.case_id = mine.id AND p.code_fingerprint <> ''
JOIN cases_party q ON q.code_fingerprint = p.code_fingerprint AND q.case_id <> mine.id
JOIN cases_case other ON other.id = q.case_id AND other.act_on IS NOT NULL
JOIN cases_decision d ON d.case_id = other.id AND d.kind = 'penalise' AND d.fine > 0
WHERE mine.id = ANY(%(ids)s) AND mine.act_on IS NOT NULL AND abs(other.act_on - mine.act_on) <= %(near)s
  AND NOT EXISTS (SELECT 1 FROM cases_actcompared c WHERE c.case_id = mine.id AND c.other_id = other.id)
  AND NOT EXISTS (SELECT 1 FROM cases_remedy r WHERE r.case_id = other.id AND r.outcome = ANY(%(void)s))
ORDER BY d.decided_on, other.id
"""
NEAR = 7
"""Days between two acts of one party within which they are shown side by side; only the same day is the same act."""


def fined_elsewhere(case_ids: Iterable[int]) -> dict[int, tuple[FinedFact, ...]]:
    """Return, for each case, the fines of its party for acts of the same days: one query.

    The party is told by the fingerprint of its code; ``same``: the same day, and the same offence or place. A fine that
    a remedy set aside is none.
    """
    found: dict[int, list[FinedFact]] = defaultdict(list)
    for mine, other, number, on, fine, same in _rows(list(case_ids)):
        found[mine].append(FinedFact(case_id=other, number=number, on=on, fine=fine, same=bool(same)))
    return {pk: tuple(rows) for pk, rows in found.items()}


def _rows(ids: list[int]) -> list[tuple[int, int, str, date, Any, bool]]:
    with connection.cursor() as cursor:
        cursor.execute(SAME, {"ids": ids, "near": NEAR, "void": list(VOID)})
        return list(cursor.fetchall())
