"""A roster of candidates from a workbook into a session: rows a second, and what the same roster does a second time.

The floor is a bare COPY of the same rows into a temporary table, in the same run. ``SCALE`` is the number of rows.
A database of its own, dropped at the end; nothing else is touched.
"""

# ruff: noqa: PLC0415 (Django is imported after the environment names the database)

from __future__ import annotations

import hashlib
import io
import os
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import psycopg

NAME = "bench_roster"
ROWS = int(os.environ.get("SCALE", "100000"))
AGENCIES = 200
BAR = 60.0
AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)


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
        session = prepare()
        people = lay_people()
        return report(session, workbook(people), people)
    finally:
        drop(host)


def prepare() -> Any:
    """Return a session, still a draft, of a government with many agencies."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from enforcement.organisation.models import Agency
    from exams.models import Bank, Exam, Session

    def agency(n: int, **facts: Any) -> Agency:
        return Agency.objects.create(name=f"测试局{n}", credit_code=f"1199999{n:011d}", division="371481", **facts)

    government = agency(0, kind="government")
    justice = agency(1, kind="justice", parent=government)
    for n in range(2, AGENCIES + 2):
        agency(n, parent=government)
    bank = Bank.objects.create(agency=justice, name="题库")
    exam = Exam.objects.create(
        agency=justice, bank=bank, title="考试", pass_mark=6000, minutes=90, blueprint={}, scoring={}, attempts=3,
        made_at=AT, made_by="bench",
    )  # fmt: skip
    return Session.objects.create(
        exam=exam, title="场次", opens_at=AT + timedelta(days=30), closes_at=AT + timedelta(days=31), minutes=90,
        grace_seconds=30, forms_wanted=4, made_at=AT, made_by="bench",
    )  # fmt: skip


def lay_people() -> list[tuple[str, str, str]]:
    """Write the people whom the roster names, and return their names, numbers and agencies."""
    from django.db import connection

    from enforcement.organisation.secrecy import fingerprints

    people = [(f"测试{n:06d}", number(n), f"测试局{2 + n % AGENCIES}") for n in range(ROWS)]
    prints = fingerprints(given for _name, given, _agency in people)
    with connection.cursor() as cursor:
        columns = "username, name, password, is_superuser, name_en, sex, id_sealed, id_fingerprint, law_qualification"
        with cursor.copy(f"COPY organisation_person ({columns}, is_active) FROM STDIN") as copy:
            for n, (name, _number, _agency) in enumerate(people):
                copy.write_row((f"bench{n}", name, "!", False, "", "", "", prints[n], "", True))
        cursor.execute(
            "INSERT INTO organisation_post (person_id, agency_id, title, title_en, establishment, is_enforcement,"
            " is_head, is_leader, from_on) SELECT p.id, a.id, '科员', '', 'administrative', true, false, false,"
            " '2020-01-01' FROM organisation_person p JOIN organisation_agency a"
            " ON a.name = '测试局' || (2 + substr(p.username, 6)::int %% %s) WHERE p.username LIKE 'bench%%'",
            [AGENCIES],
        )
        cursor.execute("ANALYZE")
    return people


def number(n: int) -> str:
    """Return an identification number that checks, of a region and a year that belong to nobody."""
    from enforcement.organisation.identifiers import ID_CHECK, ID_WEIGHTS

    stem = f"99{n // 1000 % 10000:04d}19000101{n % 1000:03d}"
    total = sum(int(char) * weight for char, weight in zip(stem, ID_WEIGHTS, strict=True))
    return stem + ID_CHECK[total % 11]


def workbook(people: list[tuple[str, str, str]]) -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "constant_memory": False})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ("姓名", "身份证号码", "单位"))
    for n, person in enumerate(people, start=1):
        sheet.write_row(n, 0, person)
    book.close()
    return stream.getvalue()


def floor(people: list[tuple[str, str, str]]) -> float:
    """Return how long a bare COPY of the same rows into a temporary table takes."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE floor (name text, number text, agency text) ON COMMIT DROP")
        begin = time.perf_counter()
        with cursor.copy("COPY floor (name, number, agency) FROM STDIN") as copy:
            for person in people:
                copy.write_row(person)
        return time.perf_counter() - begin


def take_in(session: Any, data: bytes) -> tuple[float, float, Any]:
    """Return how long reading and importing took, and what the import did."""
    from enforcement.actor import SYSTEM
    from exams.administration.import_roster import import_roster
    from exams.administration.roster.reading import read

    begin = time.perf_counter()
    roster = read(data)
    between = time.perf_counter()
    done = import_roster(
        session_id=session.pk, by=SYSTEM, at=AT, roster=roster, file_name="bench.xlsx",
        sha256=hashlib.sha256(data).hexdigest(),
    )  # fmt: skip
    return between - begin, time.perf_counter() - between, done


def report(session: Any, data: bytes, people: list[tuple[str, str, str]]) -> int:
    from django.db import connection

    bare = floor(people)
    print(f"{ROWS:,} people of {AGENCIES} agencies in a workbook of {len(data) / 1e6:.1f} MB, fsync on")
    print(
        f"{'':<22} {'read s':>8} {'import s':>9} {'total s':>8} {'rows/s':>9} {'x floor':>8} {'new':>8} {'changed':>8}"
    )
    totals, rows = [], []
    for words in ("first import", "the same again"):
        reading, importing, done = take_in(session, data)
        total = reading + importing
        totals.append(total)
        rows.append(done)
        print(
            f"{words:<22} {reading:>8.1f} {importing:>9.1f} {total:>8.1f} {ROWS / total:>9,.0f} {total / bare:>8.1f}"
            f" {done.added:>8,} {done.changed:>8,}"
        )
    print(f"{'bare COPY (floor)':<22} {'':>8} {bare:>9.2f} {bare:>8.2f} {ROWS / bare:>9,.0f}")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT person_id), count(DISTINCT ticket) FROM exams_candidate")
        there = cursor.fetchone()
    first, again = rows
    right = (
        there == (ROWS, ROWS, ROWS)
        and (first.added, first.refused) == (ROWS, 0)
        and (again.added, again.changed, again.unchanged, again.refused) == (0, 0, ROWS, 0)
    )
    print(f"candidates, persons, tickets: {there}; the same roster again: {again.added + again.changed} changes")
    seconds = totals[0] * max(1.0, 100_000 / ROWS) if ROWS < 100_000 else totals[0]
    holds = right and seconds < BAR
    words = f"{seconds:.1f} s" + ("" if ROWS >= 100_000 else f" for 100,000, from {ROWS:,}")
    print(f"roster: {words} (bar < {BAR:.0f} s and 0 changes again): {'holds' if holds else 'falls short'}")
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
