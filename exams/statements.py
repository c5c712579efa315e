"""The statements that write a sitting: one each, prepared; lease, order and the server's clock are conditions.

Every statement returns at least one row for a sitting that exists, whether it wrote or not; what it wrote is in the
columns that come from ``u``. ``at`` is NULL in production: the database's clock rules. Decision 0004 says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import psycopg
from django.db import connection

NOW: Final = "coalesce(%(at)s::timestamptz, clock_timestamp())"
IN_TIME: Final = f"{NOW} <= deadline_at + grace_seconds * interval '1 second'"

START: Final = f"""
WITH u AS (
  UPDATE exams_sitting s
     SET state = 'running', lease = 1, grace_seconds = e.grace_seconds, started_at = t.at,
         deadline_at = least(t.at + e.minutes * interval '1 minute', e.closes_at)
    FROM exams_session e, (SELECT {NOW} AS at) t
   WHERE s.id = %(id)s AND s.state = 'assigned' AND e.id = s.session_id
     AND e.state = 'open' AND t.at >= e.opens_at AND t.at < e.closes_at
  RETURNING s.id, s.lease, s.started_at, s.deadline_at)
SELECT u.id IS NOT NULL AS written, u.started_at, u.deadline_at, s.state, e.state AS session, e.opens_at, e.closes_at,
       {NOW} AS at
  FROM exams_sitting s JOIN exams_session e ON e.id = s.session_id LEFT JOIN u ON u.id = s.id
 WHERE s.id = %(id)s
"""  # noqa: S608 (the parts are constants)


def _write(kind: str, closing: str, more: str) -> str:
    return f"""
WITH u AS (
  UPDATE exams_sitting
     SET answers = exams_merge(answers, %(slots)s::smallint[], %(masks)s::smallint[]), seq = %(seq)s{closing}
   WHERE id = %(id)s AND state = 'running' AND lease = %(lease)s AND seq < %(seq)s
     AND {IN_TIME} AND %(top)s < cardinality(answers)
  RETURNING id, seq, answers),
j AS (
  INSERT INTO exams_savejournal (sitting_id, seq, lease, kind, at, slots, masks)
  SELECT id, seq, %(lease)s, '{kind}', {NOW}, %(slots)s::smallint[], %(masks)s::smallint[] FROM u)
SELECT u.id IS NOT NULL AS written, s.seq, s.state, s.lease, s.deadline_at, s.grace_seconds,
       cardinality(s.answers) AS size{more}, {NOW} AS at
  FROM exams_sitting s LEFT JOIN u ON u.id = s.id
 WHERE s.id = %(id)s
"""  # noqa: S608 (the parts are constants)


SAVE: Final = _write("save", closing="", more="")
SUBMIT: Final = _write("submit", closing=f", state = 'submitted', closed_at = {NOW}", more=", u.answers")

TAKEOVER: Final = f"""
WITH u AS (
  UPDATE exams_sitting SET lease = lease + 1
   WHERE id = %(id)s AND state = 'running' AND lease = %(lease)s AND {IN_TIME}
  RETURNING id, lease)
SELECT u.id IS NOT NULL AS written, coalesce(u.lease, s.lease) AS lease, s.seq, s.state, s.deadline_at, s.grace_seconds,
       s.answers, p.id AS person_id, p.name, a.id AS agency_id, a.name AS agency, {NOW} AS at
  FROM exams_sitting s JOIN exams_candidate c ON c.id = s.candidate_id
  JOIN organisation_person p ON p.id = c.person_id JOIN organisation_agency a ON a.id = c.agency_id
  LEFT JOIN u ON u.id = s.id
 WHERE s.id = %(id)s
"""  # noqa: S608 (the parts are constants)

STATE: Final = f"""
SELECT s.seq, s.state, s.lease, s.deadline_at, s.grace_seconds, s.answers, s.form_id, s.seed, {NOW} AS at
  FROM exams_sitting s WHERE s.id = %(id)s
"""  # noqa: S608 (the parts are constants)

CLOSE_EXPIRED: Final = f"""
WITH due AS (
  SELECT id FROM exams_sitting
   WHERE state = 'running' AND deadline_at < {NOW} AND {NOW} > deadline_at + grace_seconds * interval '1 second'
   ORDER BY id LIMIT %(limit)s FOR UPDATE SKIP LOCKED)
UPDATE exams_sitting s SET state = 'expired', closed_at = s.deadline_at FROM due WHERE s.id = due.id RETURNING s.id
"""  # noqa: S608 (the parts are constants)


class _Prepared(psycopg.Cursor[dict[str, Any]]):
    """A cursor with server-side parameters whose statements are prepared at first use (Django's own does neither)."""

    def execute(self, query: Any, params: Any = None, **_kwargs: Any) -> _Prepared:
        super().execute(query, params, prepare=True)
        return self


def rows(statement: str, facts: Mapping[str, object]) -> list[dict[str, Any]]:
    """Run a statement with named parameters and return its rows by column name."""
    connection.ensure_connection()
    raw = _Prepared(connection.connection, row_factory=psycopg.rows.dict_row)
    with connection._prepare_cursor(raw) as cursor:  # type: ignore[attr-defined]  # noqa: SLF001 (query counts in tests see it)
        cursor.execute(statement, facts)
        return list(cursor.fetchall())


def row(statement: str, facts: Mapping[str, object]) -> dict[str, Any] | None:
    """Run a statement and return its first row."""
    found = rows(statement, facts)
    return found[0] if found else None
