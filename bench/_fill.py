"""Fill a database with cases by SQL alone: runs, steps, clocks and ledger entries, as many as one asks for."""

from __future__ import annotations

from dataclasses import dataclass

import psycopg

STEPS = 20
BATCH = 50_000
RUNS = """
INSERT INTO flowcharts_run (id, version_id, agency_id, series, facts, events, visits, overlay, opened_at, closed_at,
  "end", last_seq, last_hash)
SELECT {id}, %(version)s::bigint, {agency}, {series}, '{{"case_kind": "penalty"}}',
  '{{"notice_served": "2026-01-05"}}', '{{}}', 0, opened, {closed}, '', {steps}, repeat('0', 64)
FROM generate_series(%(first)s::int, %(last)s::int) AS n CROSS JOIN LATERAL (SELECT {opened} AS opened) AS begun
RETURNING id
"""
RECORDS = """
INSERT INTO flowcharts_steprecord (id, run_id, agency_id, node_id, via, visit, entered_at, due_on, raw_due_on,
  provisional, calendar_revision, left_at, outcome, actor, guards, stretched)
SELECT gen_random_uuid(), run.id, run.agency_id, node.id, 'f' || step, step, run.opened_at + step * interval '1 day',
  (run.opened_at + (step + 15) * interval '1 day')::date, (run.opened_at + (step + 15) * interval '1 day')::date,
  false, 0,
  CASE WHEN step < {steps} OR run.closed_at IS NOT NULL THEN run.opened_at + (step + 1) * interval '1 day' END,
  CASE WHEN step < {steps} OR run.closed_at IS NOT NULL THEN 'done' ELSE '' END, '{{"kind": "person", "name": "甲"}}',
  '[{{"type": "min_people", "ok": true, "article": "第四十二条"}}]', '{{}}'
FROM flowcharts_run AS run CROSS JOIN generate_series(1, {steps}) AS step
JOIN (SELECT id, row_number() OVER (ORDER BY position) - 1 AS place, count(*) OVER () AS all_of_them
      FROM flowcharts_node WHERE version_id = %(version)s AND kind = 'task') AS node
  ON node.place = step %% node.all_of_them
WHERE run.id BETWEEN %(low)s AND %(high)s AND run.series LIKE {like}
"""
CLOCKS = """
INSERT INTO flowcharts_runclock (run_id, agency_id, code, opened_at, raw_due_on, due_on, provisional,
  calendar_revision, closed_at)
SELECT id, agency_id, 'decision', opened_at, opened_at::date + 90, opened_at::date + 90, false, 0, closed_at
FROM flowcharts_run WHERE id BETWEEN %(low)s AND %(high)s AND series LIKE {like}
"""
ENTRIES = """
INSERT INTO ledger_entry (series, seq, at, recorded_at, actor, credential, verb, body, prev, hash, algorithm)
SELECT run.series, step, run.opened_at, run.opened_at, '{{"kind": "person"}}', '', 'step.record', '{{}}',
  repeat('0', 64), repeat('0', 64), 'sha256'
FROM flowcharts_run AS run CROSS JOIN generate_series(1, {steps}) AS step
WHERE run.id BETWEEN %(low)s AND %(high)s AND run.series LIKE {like}
"""


@dataclass(frozen=True)
class Way:
    """How runs are laid, as SQL over their number ``n``; as written, all are open cases of one agency."""

    id: str = "nextval(pg_get_serial_sequence('flowcharts_run', 'id'))"
    agency: str = "%(agency)s::bigint"
    series: str = "'fill:' || n"
    like: str = "'fill:%%'"
    opened: str = "timestamptz '2025-01-01' + n * interval '20 seconds'"
    closed: str = "NULL::timestamptz"
    more: tuple[str, ...] = ()
    """What else is laid for the runs of a batch, from ``%(low)s`` to ``%(high)s``."""


def fill(
    connection: psycopg.Connection[tuple[int, ...]], *, version: int, agency: int, cases: int, way: Way | None = None
) -> tuple[int, int]:
    """Make cases with twenty steps, a clock and twenty ledger entries each; return how many cases and steps there are.

    In batches, so that memory and log stay small; statistics are brought up to date at the end.
    """
    way = way or Way()
    said = {"steps": STEPS, **{n: getattr(way, n) for n in ("id", "agency", "series", "like", "opened", "closed")}}
    connection.execute("SET synchronous_commit = off")
    connection.execute("SET session_replication_role = replica")  # what is laid is right: no trigger need look at it
    for first in range(1, cases + 1, BATCH):
        span = {"version": version, "agency": agency, "first": first, "last": min(first + BATCH - 1, cases)}
        ids = [row[0] for row in connection.execute(RUNS.format(**said), span)]
        span |= {"low": min(ids), "high": max(ids)}
        for text in (RECORDS, CLOCKS, ENTRIES):
            connection.execute(text.format(**said), span)
        for text in way.more:
            connection.execute(text, span)
    connection.execute("VACUUM ANALYZE")
    connection.execute("SET session_replication_role = DEFAULT")
    connection.execute("CHECKPOINT")
    counted = connection.execute(
        f"SELECT (SELECT count(*) FROM flowcharts_run WHERE series LIKE {way.like}),"
        f" (SELECT count(*) FROM flowcharts_steprecord r JOIN flowcharts_run ON flowcharts_run.id = run_id"
        f"  WHERE series LIKE {way.like})", {}
    ).fetchone()  # fmt: skip
    return (counted[0], counted[1]) if counted else (0, 0)
