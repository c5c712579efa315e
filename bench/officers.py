"""A list of officers from a workbook into the register: rows a second, and what the same list does a second time.

The floor is a bare COPY of the same rows into a temporary table, in the same run. The public register is read after it,
with a card for everybody. ``SCALE`` is the number of rows. A database of its own, dropped at the end.
"""

# ruff: noqa: PLC0415 (Django is imported after the environment names the database)

from __future__ import annotations

import io
import os
import sys
import time
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from bench.roster import AGENCIES, drop, number

NAME = "bench_officers"
ROWS = int(os.environ.get("SCALE", "100000"))
BAR = 60.0
SLOWEST = 1.0
AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
HEADS = ("姓名", "性别", "身份证号码", "单位", "职务", "编制性质", "执法岗位", "执法领域", "执法区域", "任职日期",
         "法律职业资格证书编号", "资格授予日期")  # fmt: skip
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫", "明诚安宁若水思齐景行清和守正致远怀瑾云舒"
CARDS = """
INSERT INTO certification_credential
       (number, person_id, agency_id, kind, category, fields, area, name, agency_name, issuer, issuer_agency_id,
        valid_from, valid_to, sid, kid, digits, photo, photo_sha256, issued_at)
SELECT '15' || lpad(row_number() OVER ()::text, 9, '0'), o.person_id, o.agency_id, 'standard', 1, '["market"]',
    '测试市', p.name, a.name, '监制', a.id, '2026-01-01', '2030-12-31', row_number() OVER (), 1, '1', 'x',
    md5(p.id::text) || md5(p.name), now()
FROM organisation_post o JOIN organisation_person p ON p.id = o.person_id
JOIN organisation_agency a ON a.id = o.agency_id;
INSERT INTO certification_credentialstatus (credential_id, status, from_on, ground, article, document, decided_by, at)
SELECT id, 'valid', valid_from, 'x', '', '', 'x', now() FROM certification_credential; ANALYZE
"""


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
        return report(prepare(), lines())
    finally:
        drop_own(host)


def drop_own(host: str) -> None:
    from bench import roster

    roster.NAME = NAME
    drop(host)


def prepare() -> Any:
    """Return a government with many agencies."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from enforcement.organisation.models import Agency

    def agency(n: int, **facts: Any) -> Agency:
        return Agency.objects.create(name=f"测试局{n}", credit_code=f"1199999{n:011d}", division="371481", **facts)

    government = agency(0, kind="government")
    for n in range(1, AGENCIES + 1):
        agency(n, parent=government)
    return government


def lines() -> list[tuple[str, ...]]:
    """Return invented lines: names of real characters, numbers of a region and a year that belong to nobody."""
    made = []
    for n in range(ROWS):
        name = SURNAMES[n % len(SURNAMES)] + GIVEN[n // 12 % len(GIVEN)] + GIVEN[n // 240 % len(GIVEN)]
        paper = (f"A{n:013d}", "2020-03-01") if n % 10 == 0 else ("", "")
        made.append((name, "男女"[n % 2], number(n), f"测试局{1 + n % AGENCIES}", "执法科员", "行政编制", "是",
                     "市场监管、城市管理", "测试市", "2024-01-02", *paper))  # fmt: skip
    return made


def workbook(rows: list[tuple[str, ...]]) -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADS)
    for n, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            sheet.write_string(n, place, value)
    book.close()
    return stream.getvalue()


def floor(rows: list[tuple[str, ...]]) -> float:
    """Return how long a bare COPY of the same rows into a temporary table takes."""
    from django.db import connection, transaction

    names = ", ".join(f"c{n}" for n in range(len(HEADS)))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE floor ({names.replace(',', ' text,')} text) ON COMMIT DROP")
        begin = time.perf_counter()
        with cursor.copy(f"COPY floor ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return time.perf_counter() - begin


def take_in(government: Any, data: bytes) -> tuple[float, float, Any]:
    """Return how long reading and importing took, and what the import did."""
    from certification.officers.import_officers import import_officers
    from certification.officers.intake.reading import read
    from enforcement.actor import SYSTEM

    begin = time.perf_counter()
    sheet = read(data)
    between = time.perf_counter()
    done = import_officers(
        agency_id=government.pk, by=SYSTEM, at=AT, sheet=sheet, file_name="bench.xlsx", sha256="0" * 64
    )
    return between - begin, time.perf_counter() - between, done


def read_register(government: Any) -> dict[str, float]:
    """Return the seconds of the public pages with a card for everybody, each read twice, the slower first."""
    from django.db import connection
    from django.test import Client

    with connection.cursor() as cursor:
        cursor.execute(CARDS)
    client, found = Client(), {}
    agency = government.children.first().pk
    for path in ("/officers/", f"/officers/?agency={agency}", "/officers/?q=赵明", "/officers/?q=15000000077"):
        begin = time.perf_counter()
        answer = client.get(path, headers={"host": "localhost"})
        found[path] = time.perf_counter() - begin
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}")
    return found


def report(government: Any, rows: list[tuple[str, ...]]) -> int:
    data, bare = workbook(rows), floor(rows)
    print(f"{ROWS:,} officers of {AGENCIES} agencies in a workbook of {len(data) / 1e6:.1f} MB, fsync on")
    print(
        f"{'':<18} {'read s':>8} {'import s':>9} {'total s':>8} {'rows/s':>9} {'x floor':>8} {'new':>8} {'changed':>8}"
    )
    totals, made = [], []
    for words in ("first import", "the same again"):
        reading, importing, done = take_in(government, data)
        total = reading + importing
        totals.append(total)
        made.append(done)
        print(
            f"{words:<18} {reading:>9.1f} {importing:>9.1f} {total:>9.1f} {ROWS / total:>9,.0f} {total / bare:>9.1f}"
            f" {done.added:>9,} {done.changed:>9,}"
        )
    print(f"{'bare COPY (floor)':<18} {'':>9} {bare:>9.2f} {bare:>9.2f} {ROWS / bare:>9,.0f}")
    pages = read_register(government)
    for path, seconds in pages.items():
        print(f"{path:<28} {seconds:>8.2f} s")
    first, again = made
    right = (first.added, first.refused) == (ROWS, 0) and (again.added, again.changed, again.unchanged) == (0, 0, ROWS)
    slow = [path for path, seconds in list(pages.items())[1:] if seconds > SLOWEST]
    seconds = totals[0] * max(1.0, 100_000 / ROWS)
    holds = right and seconds < BAR and not slow
    words = f"{seconds:.1f} s for 100,000, {again.added + again.changed} changes again, slow pages: {len(slow)}"
    bar = f"bar < {BAR:.0f} s, 0 changes, searches < {SLOWEST:.0f} s"
    print(f"officers: {words} ({bar}): {'holds' if holds else 'MISSED'}")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
