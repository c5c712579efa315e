"""Sittings for figures: rows as the acts leave them, put there at once."""

from __future__ import annotations

import psycopg

SLOTS = 100

SESSION = """
INSERT INTO exams_session (id, exam_id, title, opens_at, closes_at, minutes, grace_seconds, forms_wanted,
  release_at_once, kind, fixed, takeover, photo, focus_limit, focus_act, seb_keys, revision, to_practice, state,
  made_at, made_by)
VALUES (%(session)s, 1, 'bench', now() - interval '1 h', now() + interval '9 h', 90, 30, 1, true, 'regular', false,
  'free', 'none', 3, 'record', '{}', 0, false, 'open', now(), 'bench')
"""
SITTINGS = """
INSERT INTO exams_sitting (id, candidate_id, session_id, form_id, seed, state, prior, lease, seq, grace_seconds,
  extra_seconds, started_at, deadline_at, answers)
SELECT n, n, %(session)s, 1, n, %(state)s, '', %(lease)s, 0, 30, 0, %(started)s::timestamptz, %(deadline)s::timestamptz,
  array_fill(0::smallint, ARRAY[%(slots)s]) FROM generate_series(%(first)s, %(first)s + %(count)s - 1) n
"""
STANDS: dict[str, dict[str, object]] = {
    "assigned": {"state": "assigned", "lease": 0, "started": None, "deadline": None},
    "running": {"state": "running", "lease": 1, "started": "now", "deadline": "tomorrow"},
    "over": {"state": "running", "lease": 1, "started": "yesterday", "deadline": "today"},
}


def lay(connection: psycopg.Connection[tuple[int, ...]], *, count: int, stand: str, first: int = 1) -> None:
    """Put a session and so many sittings into a database, all not begun, under way, or over; both count from ``first``.

    Rows that a figure does not read (exams, forms, candidates) are not there: foreign keys are not checked meanwhile.
    """
    facts = {"slots": SLOTS, "count": count, "first": first, "session": first, **STANDS[stand]}
    connection.execute("SET session_replication_role = replica")
    connection.execute(SESSION, facts)
    connection.execute(SITTINGS, facts)
    connection.execute("SET session_replication_role = DEFAULT")
    connection.execute("VACUUM ANALYZE exams_sitting, exams_session")


def token(number: int) -> str:
    """Return the token of a sitting's first browser."""
    from exams import tokens  # noqa: PLC0415 - after the settings

    return tokens.seal(tokens.Token(sitting=number, lease=1, form=1, seed=number, session=1, exp=2**40))
