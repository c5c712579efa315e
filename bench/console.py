"""What the proctor's console costs the database in a session of 10,000 among 100,000: figures, lists, an extension.

The floor is one look at the same sittings, in the same run. Counted is the processor time of the database's own
processes, so that other work on the machine changes nothing. A database of its own, dropped at the end.
"""

# ruff: noqa: PLC0415 (Django is imported after the environment names the database)

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from urllib.parse import quote

import psutil
import psycopg

NAME = "bench_console"
SCALE = float(os.environ.get("SCALE", "1"))
ROUNDS, SESSIONS, EACH, ROOM, ITEMS, BAR = 40, 10, int(10_000 * SCALE), 40, 100, 40.0


def main() -> int:
    from dev import postgres
    from enforcement import env

    if os.environ.get("DATABASE_URL"):
        print("It measures the embedded server: unset DATABASE_URL.")
        return 2
    postgres.ensure(NAME)
    host = str(env.embedded_socket())
    os.environ["DATABASE_URL"] = f"postgresql://postgres@/{NAME}?host={quote(host)}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enforcement.settings")
    try:
        prepare(host)
        return report(measured())
    finally:
        drop(host)


def prepare(host: str) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    with psycopg.connect(host=host, user="postgres", dbname=NAME, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        laid = LAID.format(sessions=SESSIONS, each=EACH, all=SESSIONS * EACH, room=ROOM, items=ITEMS)
        for statement in laid.split(";\n"):
            connection.execute(statement)
        connection.execute("VACUUM ANALYZE")


LAID = """
INSERT INTO organisation_agency (id, name, name_en, short_name, credit_code, division, sign, kind, path, fields, phone,
  address, is_active) VALUES (1, '示例市司法局', '', '', '', '371481', '', 'justice', '1/', '[]', '', '', true);
INSERT INTO organisation_person (id, username, name, name_en, sex, password, is_superuser, id_sealed, id_fingerprint,
  law_qualification, is_active)
  SELECT n, 'p' || n, '考生' || n, '', '', '', false, '', '', '', true FROM generate_series(1, {all}) n;
INSERT INTO exams_exam (id, agency_id, bank_id, title, family, subject, pass_mark, minutes, field, blueprint, scoring,
  attempts, training_hours, retake_days, made_at, made_by)
  VALUES (1, 1, 1, 'x', 'officer', 'public_law', 6000, 90, '', '{{}}', '{{}}', 3, 0, 0, now(), 'x');
INSERT INTO exams_session (id, exam_id, title, opens_at, closes_at, minutes, grace_seconds, forms_wanted,
  release_at_once, kind, fixed, takeover, photo, focus_limit, focus_act, seb_keys, revision, to_practice, state,
  made_at, made_by)
  SELECT n, 1, 's', now() - interval '1 h', now() + interval '3 h', 90, 30, 4, true, 'regular', false, 'free', 'none',
  3, 'record', '{{}}', 0, false, 'open', now(), 'x' FROM generate_series(1, {sessions}) n;
INSERT INTO exams_site (id, agency_id, name, address, is_active) VALUES (1, 1, '考点', '路', true);
INSERT INTO exams_room (id, site_id, name, seats, is_active)
  SELECT n, 1, '考场' || n, {room}, true FROM generate_series(1, {each} / {room} + 1) n;
INSERT INTO exams_candidate (id, session_id, person_id, agency_id, eligibility, registered_at, registered_by, room_id,
  seat, ticket, present_by)
  SELECT n, 1 + (n - 1) / {each}, n, 1, '{{}}', now(), 'x', 1 + ((n - 1) % {each}) / {room}, 1 + (n - 1) % {room}, '',
  '' FROM generate_series(1, {all}) n;
INSERT INTO exams_sitting (id, candidate_id, session_id, form_id, seed, state, prior, lease, seq, grace_seconds,
  extra_seconds, started_at, deadline_at, closed_at, answers)
  SELECT n, n, 1 + (n - 1) / {each}, 1, n, CASE WHEN n % 20 = 0 THEN 'submitted' ELSE 'running' END, '', 1, 30, 30, 0,
  now() - interval '40 min', now() + interval '50 min', CASE WHEN n % 20 = 0 THEN now() END,
  array_fill(0::smallint, ARRAY[{items}]) FROM generate_series(1, {all}) n;
INSERT INTO exams_sittingwatch (sitting_id, session_id, seen_at, saved_at, focus, warned)
  SELECT n, 1 + (n - 1) / {each}, now() - (n % 70) * interval '1 s', now() - (n % 300) * interval '1 s', n % 3,
  (n % 50 = 0)::int
  FROM generate_series(1, {all}) n;
INSERT INTO exams_latepacket (sitting_id, sha256, lease, masks, ages_ms, received_at, state, reason, decided_by)
  SELECT n * 20, n::text, 1, '{{}}', '{{}}', now(), 'waiting', '', '' FROM generate_series(1, {all} / 1000) n
"""
FLOOR = "SELECT state, count(*), max(deadline_at) AS last FROM exams_sitting WHERE session_id = %(session)s GROUP BY 1"


def measured() -> dict[str, float]:
    from django.db import transaction

    from enforcement.actor import SYSTEM
    from exams import statements
    from exams.models import Session
    from exams.proctoring import figures
    from exams.proctoring.access import Watch
    from exams.proctoring.candidates import in_room, listed, silent
    from exams.proctoring.extend import extend
    from exams.proctoring.scope import Scope

    watch = Watch(Session.objects.select_related("exam__agency").get(pk=3), None, administers=True)
    last = EACH * 2 // ROOM  # a room in the middle

    def rolled_back() -> None:
        with transaction.atomic():
            extend.__wrapped__(session_id=3, by=SYSTEM, scope=Scope(), seconds=60, reason="停电")
            transaction.set_rollback(True)

    return {
        "floor: the same sittings by state": spent(lambda: statements.rows(FLOOR, {"session": 3})),
        "figures of 10,000, by room": spent(lambda: figures.read(3)),
        "list of candidates, a page": spent(lambda: list(listed(watch)[:50])),
        "list of the silent, a page": spent(lambda: list(silent(listed(watch), seconds=60)[:50])),
        "one room of 40, live": spent(lambda: list(in_room(watch, last // 4))),
        "more time for 10,000 at once": spent(rolled_back, rounds=5),
    }


def spent(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the database's own processor time of one run, in ms: other work on the machine does not count."""
    work()
    before = used()
    for _round in range(rounds):
        work()
    return 1000 * (used() - before) / rounds


def used() -> float:
    """Return the processor seconds that the backends of this process have used."""
    from django.db import connection

    from exams import statements

    asked = "SELECT pg_backend_pid() AS pid"
    with connection.cursor() as cursor:
        cursor.execute(asked)
        pids = {cursor.fetchone()[0], statements.rows(asked, {})[0]["pid"]}
    times = [psutil.Process(pid).cpu_times() for pid in pids]
    return sum(one.user + one.system for one in times)


def report(rows: dict[str, float]) -> int:
    for name, ms in rows.items():
        print(f"  {name:<34} {ms:9.1f} ms")
    figure = rows["figures of 10,000, by room"]
    holds = figure <= BAR
    print(f"console: {figure:.1f} ms (bar {BAR:.0f} ms): {'holds' if holds else 'falls short'}")
    return 0 if holds else 1


def drop(host: str) -> None:
    from django.db import connections

    connections.close_all()
    for pooled in connections.all():
        if hasattr(pooled, "close_pool"):
            pooled.close_pool()
    with psycopg.connect(host=host, user="postgres", dbname="postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


if __name__ == "__main__":
    sys.exit(main())
