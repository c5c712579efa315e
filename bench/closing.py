"""Close so many sittings whose time is over, and mark some that nobody closed: no worker runs.

SCALE sets how many (100,000). The floor is one UPDATE over all of them, in a transaction that is rolled back.
"""

# ruff: noqa: PLC0415 - settings read the environment, which is set first

from __future__ import annotations

import os
import sys
import time
from datetime import timedelta

import psycopg

from bench import _embedded, _sittings

NAME = "bench_closing"
SCALE = int(os.environ.get("SCALE", "100000"))
SAMPLE, BAR = 20, 10.0
FIRST = 1_000_001


def main() -> int:
    try:
        with _embedded.database(NAME) as host:
            marked = mark_without_a_worker()
            with _embedded.connect(host, NAME) as connection:
                _sittings.lay(connection, count=SCALE, stand="over", first=FIRST)
                floor = one_update(connection)
                seconds, batches = close()
                return report(floor, seconds, batches, wrong(connection), marked)
    except _embedded.NotEmbedded as fault:
        print(fault)
        return 2


def mark_without_a_worker() -> int:
    """Return how many of a sample were marked on demand though still stored as under way."""
    from django.conf import settings

    from exams.mark import mark
    from exams.models import Sitting
    from exams.save import save
    from exams.start import start
    from tests.factories import exams as made

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    county = made.a_county()
    people = [made.an_officer(county.bureau) for _ in range(SAMPLE)]
    session = made.an_open_session(county, people)
    for sitting in Sitting.objects.filter(session=session):
        start(sitting_id=sitting.pk, at=made.AT, honour=True)
        save(sitting_id=sitting.pk, at=made.AT, lease=1, seq=1, delta={0: 1})
    after = made.AT + timedelta(minutes=61)
    results = [mark(sitting_id=pk, at=after) for pk in Sitting.objects.values_list("pk", flat=True)]
    return sum(result.total > 0 for result in results)


def one_update(connection: psycopg.Connection[tuple[int, ...]]) -> float:
    with connection.transaction(force_rollback=True):
        begun = time.perf_counter()
        connection.execute(
            "UPDATE exams_sitting SET state = 'expired', closed_at = deadline_at WHERE state = 'running'"
        )
        return time.perf_counter() - begun


def close() -> tuple[float, int]:
    from exams.close_expired import close_expired

    begun, batches = time.perf_counter(), 0
    while close_expired():
        batches += 1
    return time.perf_counter() - begun, batches


def wrong(connection: psycopg.Connection[tuple[int, ...]]) -> int:
    """Return how many are not closed as of their deadline."""
    found = connection.execute(
        "SELECT count(*) FROM exams_sitting WHERE state <> 'expired' OR closed_at IS DISTINCT FROM deadline_at"
    ).fetchone()
    return found[0] if found else -1


def report(floor: float, seconds: float, batches: int, left: int, marked: int) -> int:
    print(f"{SCALE} closed in {batches} batches in {seconds:.2f} s; not closed as of their deadline: {left}")
    print(f"marked on demand without a worker: {marked} of {SAMPLE}")
    print(f"floor: one UPDATE over all, {floor:.2f} s; closing in batches costs {seconds / floor:.1f} of it")
    whole = seconds * 100_000 / SCALE
    holds = whole < BAR and left == 0 and marked == SAMPLE
    print(f"closing: {whole:.2f} s for 100,000 (bar < {BAR:.0f} s): {'holds' if holds else 'falls short'}")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
