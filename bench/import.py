"""The check of a workbook of 5,000 items against a bank that holds most of them, beside openpyxl reading the same file.

A database of its own, dropped at the end; nothing else is touched.
"""

# ruff: noqa: N999, PLC0415 (a figure is called by its name; Django is imported after the environment names the database)

from __future__ import annotations

import io
import os
import random
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import psycopg

NAME = "bench_import"
ITEMS = int(os.environ.get("SCALE", "5000"))
BAR = 10.0
KNOWN, REWORDED = 0.8, 0.05
"""The shares of the items that the bank has already, and that the file words anew."""


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
        with tempfile.TemporaryDirectory() as folder:
            os.environ["MEDIA_ROOT"] = folder
            return measure()
    finally:
        drop(host)


def measure() -> int:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from enforcement.organisation.models import Agency
    from exams.exports import workbook
    from exams.models import Bank

    agency = Agency.objects.create(name="司法局", division="371481", credit_code="113714810000000000")
    bank = Bank.objects.create(agency=agency, name="题库")
    made = drafts()
    fill(bank.pk, made)
    data = workbook.write(made, {})
    spent = [time.process_time()]
    floor, rows = read_alone(data)
    spent.append(time.process_time())
    took, report = check(bank, data)
    spent.append(time.process_time())
    assert report["problem_count"] == 0, report["problems"][:3]
    print(f"{ITEMS} items, {len(data) / 1e6:.1f} MB; the bank holds {bank.items.count()}; {report['counts']}")
    print(f"near duplicates named: {report['near_count']}")
    print(f"{'what':<42} {'seconds':>8} {'CPU':>6}")
    print(f"{f'floor: openpyxl reads the {rows} rows':<42} {floor:>8.2f} {spent[1] - spent[0]:>6.2f}")
    print(f"{'check: read, compare, near duplicates':<42} {took:>8.2f} {spent[2] - spent[1]:>6.2f}")
    print(f"import: {took:.2f} s (bar < {BAR:g} s): {'holds' if took < BAR else 'falls short'}")
    return 0 if took < BAR else 1


def drafts() -> list[Any]:
    """Return items of every type, worded from the phrases of the project's own; one in fifty nearly repeats another."""
    from exams.exports.samples import SAMPLES
    from exams.imports import json_file

    own, _problems = json_file.read(sorted(json_file.CONTENT.glob("*.json")))
    phrases = [one.stem[begin : begin + 12] for one in own for begin in range(0, len(one.stem) - 12, 12)]
    dice, made = random.Random(7), []
    for number in range(ITEMS):
        base = own[number % len(own)] if number % 10 else SAMPLES[3 + number // 10 % 2]
        words = "".join(dice.choice(phrases) for _ in range(dice.randint(2, 5)))
        stem = f"{words}，{base.stem}"
        if number % 50 == 49:
            stem = made[-20].stem[:-1] + "？"
        made.append(replace(base, code=f"B-{number:05d}", stem=stem))
    return [one for n, one in enumerate(made) if one.stem not in {other.stem for other in made[max(0, n - 25) : n]}]


def fill(bank_id: int, made: list[Any]) -> None:
    from enforcement.actor import SYSTEM
    from exams.import_items import import_items

    kept = made[: int(len(made) * KNOWN)]
    changed = int(len(kept) * REWORDED)
    before = [replace(one, explanation="原解析。") for one in kept[:changed]] + kept[changed:]
    import_items(bank_id=bank_id, by=SYSTEM, at=datetime.now(UTC), drafts=before)


def read_alone(data: bytes) -> tuple[float, int]:
    import openpyxl

    begun = time.perf_counter()
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    rows = sum(1 for _row in book.worksheets[0].iter_rows(values_only=True))
    return time.perf_counter() - begun, rows


def check(bank: Any, data: bytes) -> tuple[float, dict[str, Any]]:
    """Return how long the work of a check takes, from the bytes of the file to the report, and the report."""
    from exams.imports import workbook
    from exams.imports.found import Given
    from exams.imports.report import report_on

    begun = time.perf_counter()
    report = report_on(bank, workbook.read(data, Given()), lambda _done, _total: None)
    return time.perf_counter() - begun, report


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
