"""One advance of a case through the engine, against the same SQL statements sent by psycopg alone; then in a crowd.

Two cases go the same way in turns: one by ``advance()``, its twin by the statements that ``advance()`` would send
for it (recorded in a transaction that is rolled back), each with its commit. The median of three ratios. Then SCALE
cases (1,000,000) with twenty steps, a clock and twenty ledger entries each are laid by SQL, and the same is measured
again: how much slower is it among them? A database of its own, dropped at the end.
"""

# ruff: noqa: PLC0415 - settings read the environment, which main() sets first

from __future__ import annotations

import os
import statistics
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import psycopg

NAME = "bench_advance"
ROUNDS = 3
TURNS = 40
SCALE = int(os.environ.get("SCALE", "1000000"))
MOST_STATEMENTS, BAR, CROWD = 8, 3.0, 1.3
WAY = (("P05", "clear"), ("P06", "reported"), ("P07", "more_facts"))
AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


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
        return measure(host)
    finally:
        from django.db import connections

        connections.close_all()
        for pooled in connections.all():
            if hasattr(pooled, "close_pool"):
                pooled.close_pool()
        with psycopg.connect(host=host, user="postgres", dbname="postgres", autocommit=True) as admin:
            admin.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


def measure(host: str) -> int:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from django.db import connection

    connection.ensure_connection()  # whose adapters write JSON and times as Django does
    raw = psycopg.connect(
        host=host, user="postgres", dbname=NAME, cursor_factory=psycopg.ClientCursor, context=connection.connection
    )
    first = rounds(raw, 0)
    cases, steps = crowd(host, Case(9000))
    second = rounds(raw, ROUNDS)
    raw.close()
    ratio, most, slower = first.ratio, max(first.most, second.most), second.ours / first.ours
    print(f"raw statements alone are {second.raw / first.raw:.2f} × slower among {cases} cases with {steps} steps")
    holds = most <= MOST_STATEMENTS and ratio <= BAR and slower <= CROWD and cases >= SCALE
    figure = f"{most} statements, {ratio:.2f} ×, {slower:.2f} × slower among {cases} cases with {steps} steps"
    bar = f"≤ {MOST_STATEMENTS} statements, ≤ {BAR} ×, ≤ {CROWD} × slower"
    print(f"advance: {figure} (bar {bar}): {'holds' if holds else 'MISSED'}")
    return 0 if holds else 1


@dataclass
class Measured:
    """Medians of some rounds: the ratio, the milliseconds of both, and the most statements of one advance."""

    ratio: float
    ours: float
    raw: float
    most: int


def rounds(raw: psycopg.Connection, offset: int) -> Measured:
    """Measure some rounds with cases of their own."""
    pairs = [(Case(n), Case(n + 100)) for n in range(offset, offset + ROUNDS)]
    print(f"{'round':>6} {'steps':>6} {'advance ms':>11} {'raw ms':>8} {'ratio':>6} {'statements':>11}")
    told = []
    for n, (ours, twin) in enumerate(pairs, 1):
        a, b, most = one_round(ours, twin, raw)
        ratio = statistics.median(x / y for x, y in zip(a, b, strict=True))
        told.append(Measured(ratio, statistics.median(a) * 1000, statistics.median(b) * 1000, most))
        last = told[-1]
        print(f"{n:>6} {len(a):>6} {last.ours:>11.2f} {last.raw:>8.2f} {last.ratio:>6.2f} {last.most:>11}")
    middle = {name: statistics.median(getattr(t, name) for t in told) for name in ("ratio", "ours", "raw")}
    return Measured(**middle, most=max(t.most for t in told))


def crowd(host: str, case: Case) -> tuple[int, int]:
    """Lay SCALE cases around and return how many cases and steps there are."""
    from bench._fill import fill

    with psycopg.connect(host=host, user="postgres", dbname=NAME, autocommit=True) as connection:
        return fill(connection, version=case.run.version_id, agency=case.agency.pk, cases=SCALE)


class Case:
    """A penalty case of an agency whose charts are published, brought to the investigation."""

    def __init__(self, number: int) -> None:
        from django.db import transaction

        from enforcement.flowcharts import guards
        from enforcement.flowcharts.engine.begin import begin
        from enforcement.flowcharts.engine.judging import Judged
        from enforcement.organisation.models import Agency
        from tests.factories import flowcharts as make

        for type_ in guards.GUARDS:
            guards._functions[type_] = lambda rule, _situation: Judged(rule.type, ok=True)  # noqa: SLF001
        self.agency = Agency.objects.first() or make.an_agency()
        make.ship_all(self.agency)
        self.by, self.at = make.everybody(self.agency), AT
        self.helper = make.a_person(name="协办")
        with transaction.atomic():
            self.run = begin(agency=self.agency, code="P", series=f"bench:{number}", by=self.by, at=self.at)
        for outcome in ("registered", "checked", "filed", "assigned"):
            self.step("", outcome)

    def arguments(self, outcome: str) -> dict[str, Any]:
        from enforcement.flowcharts.engine.advance import TakingPart
        from enforcement.flowcharts.models import StepRecord

        self.at += timedelta(minutes=30)
        record = StepRecord.objects.get(run=self.run, left_at__isnull=True, node__kind="task")
        people = [
            TakingPart(self.by.person_id, "甲", "handle", "37001"),
            TakingPart(self.helper.pk, "乙", "handle", "37002"),
        ]
        return {
            "run_id": self.run.pk,
            "by": self.by,
            "at": self.at,
            "record_id": record.pk,
            "outcome": outcome,
            "taking_part": people,
            "body": {"note": "现场检查"},
        }

    def step(self, _code: str, outcome: str) -> float:
        """Advance by the engine and return the seconds it took, commit and all."""
        from django.db import transaction

        from enforcement.flowcharts.engine.advance import advance

        given = self.arguments(outcome)
        started = time.perf_counter()
        with transaction.atomic():
            advance(**given)
        return time.perf_counter() - started

    def recorded(self, outcome: str) -> list[tuple[str, Any]]:
        """Return the statements an advance would send, and undo them."""
        from django.db import connection, transaction

        from enforcement.flowcharts.engine.advance import advance

        given, told = self.arguments(outcome), []

        def record(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            told.append((sql, params))
            return execute(sql, params, many, context)

        with transaction.atomic():
            with connection.execute_wrapper(record):
                advance(**given)
            transaction.set_rollback(True)
        return told


def one_round(ours: Case, twin: Case, raw: psycopg.Connection) -> tuple[list[float], list[float], int]:
    a, b, most = [], [], 0
    for _turn in range(TURNS):
        for code, outcome in WAY:
            statements = twin.recorded(outcome)
            most = max(most, len(statements))
            a.append(ours.step(code, outcome))
            started = time.perf_counter()
            with raw.cursor() as cursor:
                for sql, params in statements:
                    cursor.execute(sql, params)
                    if cursor.description:
                        cursor.fetchall()
            raw.commit()
            b.append(time.perf_counter() - started)
    return a, b, most


if __name__ == "__main__":
    sys.exit(main())
