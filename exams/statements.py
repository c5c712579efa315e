"""The statements that write a sitting: one each, prepared; lease, order and the server's clock are conditions.

Every statement returns at least one row for a sitting that exists, whether it wrote or not; what it wrote is in the
columns that come from ``u``. ``at`` is NULL in production: the database's clock rules. Decision 0004 says why.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

import psycopg
from django.db import connection

from exams import lean_connections

NOW: Final = "coalesce(%(at)s::timestamptz, clock_timestamp())"
SECOND: Final = "interval '1 second'"
IN_TIME: Final = f"{NOW} <= deadline_at + grace_seconds * {SECOND}"
UNDER_WAY: Final = f"""state IN ('running', 'paused')
     AND {NOW} <= coalesce(stopped_at, deadline_at) + grace_seconds * {SECOND}"""
"""Answers are taken until the deadline and its grace; where a proctor paused the sitting, until then and its grace."""
REVISION: Final = "(SELECT e.revision FROM exams_session e WHERE e.id = s.session_id) AS rev"
CLOCKS: Final = f"s.deadline_at, s.stopped_at, s.grace_seconds, {REVISION}, {NOW} AS at"

UNTIL: Final = "coalesce(s.admit_until, e.entry_until, e.closes_at)"
ENDS: Final = f"""CASE WHEN e.fixed THEN e.opens_at + e.minutes * interval '1 minute'
           ELSE least(t.at + e.minutes * interval '1 minute', e.closes_at) END + s.extra_seconds * {SECOND}"""
"""The end of a sitting that begins at ``t.at``; one that would be over at once does not begin."""
START: Final = f"""
WITH u AS (
  UPDATE exams_sitting s
     SET state = 'running', lease = 1, grace_seconds = e.grace_seconds, started_at = t.at,
         deadline_at = {ENDS}
    FROM exams_session e, (SELECT {NOW} AS at) t
   WHERE s.id = %(id)s AND s.state = 'assigned' AND e.id = s.session_id AND e.state = 'open' AND t.at >= e.opens_at
     AND t.at < {UNTIL} AND t.at < {ENDS}
  RETURNING s.id, s.started_at, s.deadline_at),
j AS (
  INSERT INTO exams_savejournal (sitting_id, seq, lease, kind, at, slots, masks, texts)
  SELECT id, 0, 1, 'start', started_at, '{{}}', '{{}}', jsonb_build_object(
         'deadline_at', deadline_at, 'honour', %(honour)s::text, 'once', %(once)s::text) FROM u)
SELECT u.id IS NOT NULL AS written, coalesce(b.texts->>'once' = %(once)s AND %(once)s <> '', false) AS again,
       s.lease, s.seq, s.state, e.revision AS rev, s.stopped_at, s.grace_seconds, t.at,
       e.state = 'open' AND t.at >= e.opens_at AND t.at < {UNTIL} AND t.at < {ENDS} AS may_start,
       coalesce(u.started_at, s.started_at) AS started_at, coalesce(u.deadline_at, s.deadline_at) AS deadline_at
  FROM (SELECT {NOW} AS at) t, exams_sitting s JOIN exams_session e ON e.id = s.session_id LEFT JOIN u ON u.id = s.id
  LEFT JOIN exams_savejournal b ON b.sitting_id = s.id AND b.seq = 0
 WHERE s.id = %(id)s
"""  # noqa: S608 (the parts are constants)

WORDS: Final = """CASE WHEN %(texts)s::jsonb IS NULL THEN texts
           ELSE nullif(jsonb_strip_nulls(coalesce(texts, '{}') || %(texts)s::jsonb), '{}') END"""
"""An answer in words that was emptied comes as null and goes; the journal keeps the null."""


def _write(kind: str, *, closing: str = "", kept: str = "", moment: str = NOW, more: str = "") -> str:
    return f"""
WITH u AS (
  UPDATE exams_sitting
     SET answers = exams_merge(answers, %(slots)s::smallint[], %(masks)s::smallint[]), seq = %(seq)s,
         texts = {WORDS}{closing}
   WHERE id = %(id)s AND lease = %(lease)s AND seq < %(seq)s AND {UNDER_WAY} AND %(top)s < cardinality(answers)
  RETURNING id, seq, lease{kept}),
j AS (
  INSERT INTO exams_savejournal (sitting_id, seq, lease, kind, at, slots, masks, texts)
  SELECT id, seq, lease, '{kind}', {moment}, %(slots)s::smallint[], %(masks)s::smallint[], %(texts)s::jsonb FROM u)
SELECT u.id IS NOT NULL AS written, s.seq, s.state, s.lease, cardinality(s.answers) AS size, {CLOCKS}{more}
  FROM exams_sitting s LEFT JOIN u ON u.id = s.id
 WHERE s.id = %(id)s
"""  # noqa: S608 (the parts are constants)


SAVE: Final = _write("save")
SUBMIT: Final = _write(
    "submit",
    closing=f", state = 'submitted', stopped_at = NULL, closed_at = {NOW}",
    kept=", answers, texts, closed_at",
    moment="closed_at",
    more=""",
       coalesce(u.answers, s.answers) AS answers, CASE WHEN u.id IS NULL THEN s.texts ELSE u.texts END AS texts,
       coalesce(u.closed_at, s.closed_at) AS closed_at""",
)

TAKEOVER: Final = f"""
WITH u AS (
  UPDATE exams_sitting SET lease = lease + 1
   WHERE id = %(id)s AND lease = %(lease)s AND state IN ('running', 'paused')
     AND (state = 'paused' OR {IN_TIME})
     AND (%(coded)s::boolean OR (SELECT e.takeover FROM exams_session e WHERE e.id = session_id) = 'free')
  RETURNING id, lease)
SELECT u.id IS NOT NULL AS written, coalesce(u.lease, s.lease) AS lease, s.seq, s.state, s.answers, s.texts,
       (SELECT e.takeover FROM exams_session e WHERE e.id = s.session_id) AS takeover, {CLOCKS}
  FROM exams_sitting s LEFT JOIN u ON u.id = s.id
 WHERE s.id = %(id)s
"""  # noqa: S608 (the parts are constants)

STATE: Final = f"""
SELECT s.seq, s.state, s.lease, s.answers, s.texts, {CLOCKS} FROM exams_sitting s WHERE s.id = %(id)s
"""  # noqa: S608 (the parts are constants)

REVISION_OF: Final = f"SELECT revision AS rev, {NOW} AS at FROM exams_session WHERE id = %(id)s"  # noqa: S608

KEEP_LATE: Final = f"""
WITH s AS (
  SELECT id, state, lease, deadline_at, stopped_at, grace_seconds, cardinality(answers) AS size, {NOW} AS at,
         (SELECT count(*) FROM exams_latepacket p WHERE p.sitting_id = exams_sitting.id) AS kept,
         {UNDER_WAY} AS under_way
    FROM exams_sitting WHERE id = %(id)s),
p AS (
  INSERT INTO exams_latepacket
         (sitting_id, sha256, lease, masks, texts, ages_ms, received_at, state, reason, decided_by)
  SELECT id, %(sha256)s, %(lease)s, %(masks)s::jsonb, %(texts)s::jsonb, %(ages)s::jsonb, at, 'waiting', '', ''
    FROM s WHERE state <> 'assigned' AND (NOT under_way OR lease > %(lease)s) AND %(top)s < size AND kept < %(most)s
  ON CONFLICT (sitting_id, sha256) DO NOTHING RETURNING sitting_id)
SELECT s.*, p.sitting_id IS NOT NULL AS written,
       EXISTS (SELECT FROM exams_latepacket o WHERE o.sitting_id = s.id AND o.sha256 = %(sha256)s) AS there
  FROM s LEFT JOIN p ON p.sitting_id = s.id
"""  # noqa: S608 (the parts are constants)

ACCEPT_LATE: Final = f"""
WITH u AS (
  UPDATE exams_sitting
     SET answers = exams_merge(answers, %(slots)s::smallint[], %(masks)s::smallint[]), seq = seq + 1, texts = {WORDS}
   WHERE id = %(id)s AND %(top)s < cardinality(answers)
     AND (state IN ('submitted', 'expired', 'terminated')
          OR state = 'running' AND NOT {IN_TIME})
  RETURNING id, seq, lease),
j AS (
  INSERT INTO exams_savejournal (sitting_id, seq, lease, kind, at, slots, masks, texts)
  SELECT id, seq, lease, 'late', {NOW}, %(slots)s::smallint[], %(masks)s::smallint[], %(texts)s::jsonb FROM u)
SELECT id, seq FROM u
"""  # noqa: S608 (the parts are constants)

CLOSE_EXPIRED: Final = f"""
WITH due AS (
  SELECT id FROM exams_sitting
   WHERE state = 'running' AND deadline_at < {NOW} AND {NOW} > deadline_at + grace_seconds * {SECOND}
   ORDER BY id LIMIT %(limit)s FOR UPDATE SKIP LOCKED)
UPDATE exams_sitting s SET state = 'expired', closed_at = s.deadline_at FROM due WHERE s.id = due.id RETURNING s.id
"""  # noqa: S608 (the parts are constants)


JSONB: Final = 3802
"""Its number in pg_type."""


class _Prepared(psycopg.Cursor[dict[str, Any]]):
    """A cursor with server-side parameters whose statements are prepared at first use (Django's own does neither)."""

    def execute(self, query: Any, params: Any = None, **_kwargs: Any) -> _Prepared:
        super().execute(query, params, prepare=True)
        return self


def rows(statement: str, facts: Mapping[str, object]) -> list[dict[str, Any]]:
    """Run a statement with named parameters and return its rows by column name.

    Inside a transaction it is a part of that; elsewhere it is a transaction of its own on a connection kept for such
    (``exams.lean_connections``), committed when this returns.
    """
    if not connection.in_atomic_block:
        return lean_connections.run(statement, facts)
    raw = _Prepared(connection.connection, row_factory=psycopg.rows.dict_row)
    with connection._prepare_cursor(raw) as cursor:  # type: ignore[attr-defined]  # noqa: SLF001 (query counts in tests see it)
        cursor.execute(statement, facts)
        found: list[dict[str, Any]] = cursor.fetchall()
        documents = [column.name for column in raw.description or () if column.type_code == JSONB]
    for one in found:  # Django has its own readers of jsonb, in its fields
        one |= {name: json.loads(one[name]) for name in documents if one[name] is not None}
    return found


def row(statement: str, facts: Mapping[str, object]) -> dict[str, Any] | None:
    """Run a statement and return its first row."""
    found = rows(statement, facts)
    return found[0] if found else None
