"""Lists and search over a million cases of thirty agencies: milliseconds a page, and that each walks an index.

An officer of one agency and a supervisor of all look at the first page, at the last that a list has, at open cases, at
words and at numbers. The floor is the same twenty rows by their primary keys, in the same run. ``SCALE`` is the number
of cases, one in twenty of them open with a step and a clock. A database of its own, dropped at the end.
"""

# ruff: noqa: PLC0415 - settings read the environment, which main() sets first

from __future__ import annotations

import os
import statistics
import sys
import time
from typing import Any

from bench import _embedded

NAME = "bench_finding"
ROWS = int(os.environ.get("SCALE", "1000000"))
AGENCIES, ROUNDS, BAR = 30, 7, 400.0
FIRST = 10_000_000
LOOKS = {
    "first page": {}, "last page": {"page": "500"}, "open": {"state": "open"},
    "a party": {"q": f"乐陵市{ROWS // 60 * 30}有"},
    "two characters": {"q": "堆放"}, "32号": {"q": "32号"}, "year, number": {"q": "2026 1232"},
}  # fmt: skip


def main() -> int:
    try:
        with _embedded.database(NAME):
            return report(*prepare())
    except _embedded.NotEmbedded as fault:
        print(fault)
        return 2


def prepare() -> tuple[Any, Any]:
    """Return an officer of one agency and a supervisor of all, over so many cases."""
    from django.db import connection

    from tests.cases.acts import world as w
    from tests.factories import flowcharts as charts

    world = w.a_world()
    case = w.filed(world)
    case.refresh_from_db()
    others = [charts.an_agency(f"第{n}局", parent=world.government) for n in range(AGENCIES - 1)]
    for one in (world.agency, *others):
        w.duty(over := world.people["reviewer"], one, "supervise")
    ids = [world.agency.pk, *(one.pk for one in others)]
    with connection.cursor() as cursor:
        fill(cursor, case, f"(ARRAY{ids})[(n % {AGENCIES})::int + 1]")
    return world.people["lead"], over


def fill(cursor: Any, case: Any, agency: str) -> None:
    """Copy one case a million times, one in twenty with its run, open step and clock."""
    day = "DATE '2026-11-01' - (n / 500)::int"
    number = "'乐综执立〔' || (2026 - n / 200000) || '〕' || (n % 200000 + 2) || '号'"
    firm, causes = "'乐陵市' || n || '有限公司'", "ARRAY['无照经营', '占道堆放', '超限运输', '虚假宣传']"
    title = f"{firm} || ({causes})[(n % 4)::int + 1] || '案'"
    some = f"n % 20 = 0 AND n < {ROWS}"
    run = f"CASE WHEN n % 20 = 0 THEN {FIRST} + n END"
    copy(
        cursor,
        "flowcharts_run",
        case.run_id,
        {"id": f"{FIRST} + n", "series": f"'case:' || {FIRST} + n", "agency_id": agency},
        some,
    )
    copy(cursor, "cases_case", case.pk, {
        "id": f"{FIRST} + n", "run_id": run, "number": number, "clue_number": f"replace({number}, '立', '案源')",
        "title": title, "clue_on": day, "agency_id": agency,
    })  # fmt: skip
    copy(cursor, "cases_party", case.party.pk, {
        "case_id": f"{FIRST} + n", "name": firm, "code_fingerprint": "md5(n::text) || md5(n::text)",
    })  # fmt: skip
    from enforcement.flowcharts.models import RunClock, StepRecord

    step = StepRecord.objects.get(run=case.run, left_at__isnull=True, node__kind="task")
    clock = RunClock.objects.filter(run=case.run)[0]
    late = "DATE '2026-10-01' + (n % 90)::int"
    copy(cursor, "flowcharts_steprecord", step.pk, {
        "id": "gen_random_uuid()", "run_id": f"{FIRST} + n", "agency_id": agency, "due_on": late,
    }, some)  # fmt: skip
    copy(cursor, "flowcharts_runclock", clock.pk, {"id": None, "run_id": f"{FIRST} + n", "due_on": late}, some)
    cursor.execute("ANALYZE")


def copy(cursor: Any, table: str, row: Any, changes: dict[str, str | None], where: str = "true") -> None:
    """Copy a row of a table as often as there are cases."""
    cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table])
    columns = [name for (name,) in cursor.fetchall() if name != "id" or changes.get("id")]
    said = ", ".join(changes.get(name) or f't."{name}"' for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    cursor.execute(
        f"INSERT INTO {table} ({names}) SELECT {said} FROM {table} t, generate_series(0, {ROWS - 1}) n "
        f"WHERE t.id = '{row}' AND {where}"
    )  # fmt: skip


def report(officer: Any, supervisor: Any) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    floor = timed(lambda: plain(connection))
    print(f"{ROWS:,} cases of {AGENCIES} agencies. Floor, twenty rows by key: {floor:.1f} ms")
    print(f"{'who':>10} {'looks at':>16} {'ms':>8} {'queries':>8}  reads cases by")
    worst, scans, counts = 0.0, 0, set()
    for who, person in (("officer", officer), ("supervisor", supervisor)):
        for name, query in LOOKS.items():
            with CaptureQueriesContext(connection) as made:
                look(person, query)
            ms = timed(lambda person=person, query=query: look(person, query))
            how = plan(connection, made.captured_queries)
            worst, scans = max(worst, ms), scans + ("Seq Scan" in how)
            counts.add(len(made))
            print(f"{who:>10} {name:>16} {ms:>8.1f} {len(made):>8}  {how}")
    holds = worst <= BAR and not scans
    print(f"finding: slowest {worst:.0f} ms, {scans} sequential scans, {sorted(counts)} queries"
          f" (bar ≤ {BAR:.0f} ms, 0 scans): {'holds' if holds else 'MISSED'}")  # fmt: skip
    return 0 if holds else 1


def look(person: Any, query: dict[str, str]) -> None:
    """Make a page of the list of cases."""
    from django.test import RequestFactory

    from cases.finding.visible import seen_by
    from cases.queries import cases
    from cases.views.listing import _lister

    page = _lister(person.pk).page(RequestFactory().get("/cases/", query), cases().filter(seen_by(person.pk)).listed())
    if not page.rows:
        raise SystemExit(f"Nothing is found for {query}: nothing is measured.")


def plain(connection: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM cases_case c JOIN cases_party p ON p.case_id = c.id ORDER BY c.id DESC LIMIT 20")
        cursor.fetchall()


def plan(connection: Any, queries: list[dict[str, str]]) -> str:
    """Return how the page's rows and their count are found in the table of cases."""
    how = set()
    for query in (q["sql"] for q in queries):
        if '"cases_case"' not in query or ("LIMIT" not in query and '"id" IN' not in query):
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN {query}")
            lines = [row[0].strip() for row in cursor.fetchall()]
        how |= {line.split("(cost")[0].strip("-> ") for line in lines if "cases_case" in line and "Scan" in line}
        how |= {line.split("(cost")[0].strip("-> ") for line in lines if "Bitmap Index Scan on case" in line}
    return "; ".join(sorted(word.replace(" using ", ": ").replace(" on cases_case", "") for word in how))


def timed(do: Any) -> float:
    """Return the median of some rounds in milliseconds."""
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        do()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken) * 1000


if __name__ == "__main__":
    sys.exit(main())
