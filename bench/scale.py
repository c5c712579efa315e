"""The supervisor's pages among a million cases with twenty steps each, of 369 agencies: milliseconds in the database.

A supervisor of one county and one of the whole province open the board, the list of open cases, a case and the figures
of twelve months of one agency. Counted is the time of every statement that the page sends, at the cursor, the session
and the permissions among them: the median of some rounds. Statements are counted with five thousand cases and again
with SCALE (1,000,000), of which three in a hundred are open. A database of its own, dropped at the end;
``KEEP=1`` leaves it, and ``AGAIN=1`` measures on one that was left.
"""

# ruff: noqa: PLC0415 - settings read the environment, which comes first

from __future__ import annotations

import os
import statistics
import sys
import time
from typing import Any

import psycopg

from bench import _county, _embedded

NAME = "bench_scale"
CASES = int(os.environ.get("SCALE", "1000000"))
FEW, ROUNDS = 5_000, 9
KEEP, AGAIN = bool(os.environ.get("KEEP")), bool(os.environ.get("AGAIN"))
BARS = {"board": 50.0, "list": 10.0, "timeline": 10.0, "12 months": 100.0}


def main() -> int:
    try:
        with _embedded.database(NAME, fresh=not AGAIN, keep=KEEP) as host:
            return again(host) if AGAIN else measure(host)
    except _embedded.NotEmbedded as fault:
        print(fault)
        return 2


def measure(host: str) -> int:
    from tests.factories import supervision as made

    town = _county.lay()
    people = {"county": made.a_supervisor(town.county), "province": made.a_supervisor(town.province)}
    few = laid(host, town, FEW)
    counts_before = {key: len(times) for key, times in looks(town, people).items()}
    wipe(host)
    many = laid(host, town, CASES)
    if KEEP:
        note_few(host, counts_before)
    return told(few, many, town, looks(town, people), counts_before)


def again(host: str) -> int:
    """Measure on the database that was kept."""
    from enforcement.organisation.duties.holding import holders
    from enforcement.organisation.models import Agency

    agencies = list(Agency.objects.order_by("pk"))
    county = next(a for a in agencies if a.name == _county.COUNTY)
    town = _county.Province(agencies[0], county, [a.pk for a in agencies], 0)
    people = {
        who: holders(duty="supervise", agency=agency).order_by("pk").first()
        for who, agency in (("county", county), ("province", agencies[0]))
    }
    with _embedded.connect(host, NAME) as connection:
        before = {(who, page): n for who, page, n in connection.execute("SELECT * FROM bench_few")}
        counted = connection.execute(
            "SELECT (SELECT count(*) FROM cases_case), (SELECT count(*) FROM flowcharts_steprecord)"
        ).fetchone() or (0, 0)
    looks(town, people, rounds=1)  # charts are read once in a process, as the few cases have them read
    return told((FEW, 0), (counted[0], counted[1]), town, looks(town, people), before)


def note_few(host: str, counts: dict[tuple[str, str], int]) -> None:
    """Keep with the database how many statements each page sent among few cases."""
    with _embedded.connect(host, NAME) as connection:
        connection.execute("CREATE TABLE bench_few (who text, page text, statements int)")
        for (who, page), statements in counts.items():
            connection.execute("INSERT INTO bench_few VALUES (%s, %s, %s)", [who, page, statements])


def told(
    few: tuple[int, int], many: tuple[int, int], town: _county.Province, found: dict[tuple[str, str], list[float]],
    counts_before: dict[tuple[str, str], int],
) -> int:  # fmt: skip
    """Print what was found, and return 0 if it holds."""
    print(f"{few[0]:,} cases, then {many[0]:,} with {many[1]:,} steps, {len(town.agencies)} agencies")
    print(f"{'who':>9} {'page':>10} {'ms':>8} {'statements':>11} {'of few':>7} {'bar':>6}")
    worst: dict[str, float] = {}
    same = True
    for (who, page), times in found.items():
        ms, before = sum(times), counts_before[who, page]
        worst[page], same = max(worst.get(page, 0), ms), same and before == len(times)
        print(f"{who:>9} {page:>10} {ms:>8.1f} {len(times):>11} {before:>7} {BARS[page]:>6.0f}")
    holds = same and many[0] >= CASES and all(worst[page] <= bar for page, bar in BARS.items())
    figure = " / ".join(f"{worst[page]:.1f}" for page in BARS)
    print(
        f"scale: {figure} ms in the database, statements {'the same' if same else 'differ'}"
        f" (bar ≤ 50 / 10 / 10 / 100 ms, the same): {'holds' if holds else 'MISSED'}"
    )
    return 0 if holds else 1


def laid(host: str, town: _county.Province, cases: int) -> tuple[int, int]:
    """Lay cases, write the board and the rollups from them, and bring statistics up to date."""
    from cases.supervision.desk.projecting import project_all
    from cases.supervision.desk.rollups.anew import rebuild
    from enforcement import clock

    began = time.perf_counter()
    with _embedded.connect(host, NAME) as connection:
        counted = _county.fill(connection, town, cases=cases, today=clock.today())
        print(f"laid in {time.perf_counter() - began:.0f} s", flush=True)
        began = time.perf_counter()
        rebuild()
        opened = project_all()
        print(f"rollups and {opened:,} open cases written in {time.perf_counter() - began:.0f} s", flush=True)
        connection.execute("VACUUM ANALYZE")
    return counted


def wipe(host: str) -> None:
    """Take out the few cases."""
    with psycopg.connect(host=host, user="postgres", dbname=NAME) as connection:
        connection.execute("SET session_replication_role = replica")
        for (table,) in connection.execute(
            "SELECT DISTINCT table_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND column_name IN ('case_id', 'run_id', 'record_id', 'opened_id')"
        ).fetchall():
            connection.execute(f'DELETE FROM "{table}"')
        for table in ("cases_case", "flowcharts_run", "ledger_entry"):
            connection.execute(f"DELETE FROM {table}")


def looks(town: _county.Province, people: dict[str, Any], rounds: int = ROUNDS) -> dict[tuple[str, str], list[float]]:
    """Return for each person and page the median milliseconds of each statement."""
    from django.test import Client
    from django.urls import reverse

    case = _county.FIRST + _county.OPEN_EACH * 7
    agency = town.agencies[-1]
    found = {}
    for who, person in people.items():
        client = Client(SERVER_NAME="localhost")
        client.force_login(person)
        pages = {
            "board": reverse("supervision_board"), "list": reverse("supervision_cases") + "?light=all",
            "12 months": reverse("supervision_agency", args=[agency if who == "province" else town.county.pk]),
        }  # fmt: skip
        if who == "province":
            pages["timeline"] = reverse("supervision_case", args=[case])
        for page, url in pages.items():
            times = [timed(client, url) for _round in range(rounds)]
            found[who, page] = [statistics.median(one) for one in zip(*times, strict=True)]
    return found


def timed(client: Any, url: str) -> list[float]:
    """Open a page and return how long each of its statements took, in milliseconds."""
    from django.db import connection

    taken: list[float] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            taken.append((time.perf_counter() - began) * 1000)
            if os.environ.get("SHOW") and taken[-1] > 1:
                print(f"{taken[-1]:.1f} {sql[:160]} … {sql[-160:]}")

    with connection.execute_wrapper(watch):
        answer = client.get(url)
    if answer.status_code != 200:
        raise SystemExit(f"{url} answers {answer.status_code}: nothing is measured.")
    return taken


if __name__ == "__main__":
    sys.exit(main())
