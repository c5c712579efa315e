"""Ways to alter a published version, its compiled rows or the version of a run, tried as the application's role.

The role is the one that `manage.py application_role` makes: it owns nothing. A way counts as refused if it raises and
nothing that is published has changed; one that passes without doing anything fails the figure too.
"""

# ruff: noqa: PLC0415 - settings read the environment, which the database sets first

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import psycopg

NAME, ROLE = "bench_immutability", "bench_app"
LEAST = 40
SEEN = ("flowchart", "flowchartversion", "node", "noderule", "arrow", "clock", "declared", "approval", "steprecord")


def main() -> int:
    from bench._embedded import connect, database

    with database(NAME) as host:
        from django.core.management import call_command

        case, version = prepared()
        call_command("application_role", ROLE, verbosity=0)
        with connect(host, NAME) as owner:
            become(ROLE)
            try:
                return report(tried(owner, case, version), owner)
            finally:
                become("postgres")
                owner.execute(f"DROP OWNED BY {ROLE}")
                owner.execute(f"DROP ROLE {ROLE}")


def prepared() -> tuple[Any, int]:
    """Publish the charts, begin a case, and take its first steps."""
    from bench.advance import Case

    case = Case(1)
    return SimpleNamespace(run=case.run, by=case.by, at=case.at), case.run.version_id


def become(role: str) -> None:
    """Connect as another role from now on."""
    from django.db import connections

    connection = connections["default"]
    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()
    connection.settings_dict["USER"] = role
    connection.settings_dict.get("OPTIONS", {}).pop("user", None)


def tried(owner: psycopg.Connection[Any], case: Any, version_id: int) -> list[tuple[str, str]]:
    """Try each way and return it with what became of it: refused, vacuous or SUCCEEDED."""
    from django.db import connection, transaction

    from bench._ways import WAYS
    from enforcement.flowcharts.models import FlowchartVersion
    from tests.enforcement.flowcharts.test_chart_immutable import WAYS as OF_THE_TESTS

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('is_superuser')")
        print("connected as", *cursor.fetchone())
    before, results = digest(owner), []
    for name, way in {**OF_THE_TESTS, **WAYS}.items():
        raised = ""
        try:
            version = FlowchartVersion.objects.get(pk=version_id)
            if name.startswith("act "):
                way(version, case)  # acts open a transaction of their own
            else:
                with transaction.atomic():
                    way(version, case)
        except Exception as error:  # noqa: BLE001 (whatever refuses it)
            raised = type(error).__name__
        changed = digest(owner) != before
        results.append((name, "SUCCEEDED" if changed else raised or "vacuous"))
        if changed:
            before = digest(owner)
    return results


def digest(owner: psycopg.Connection[Any]) -> tuple[str, ...]:
    """Return a hash of every row of what is published, and of the triggers that guard it."""
    found = []
    for table in SEEN:
        row = owner.execute(
            f"SELECT md5(coalesce(string_agg(md5(t::text), '' ORDER BY t::text), '')) FROM flowcharts_{table} t"
        ).fetchone()
        found.append(str(row[0] if row else ""))
    row = owner.execute("SELECT string_agg(tgname || tgenabled::text, ',' ORDER BY tgname) FROM pg_trigger").fetchone()
    runs = owner.execute("SELECT string_agg(id || ':' || version_id, ',' ORDER BY id) FROM flowcharts_run").fetchone()
    return (*found, str(row), str(runs))


def report(results: list[tuple[str, str]], owner: psycopg.Connection[Any]) -> int:
    """Print what became of the ways."""
    counts: dict[str, int] = {}
    for name, became in results:
        counts[became] = counts.get(became, 0) + 1
        if became in {"SUCCEEDED", "vacuous"}:
            print(f"{became}: {name}")
    print("refused by:", ", ".join(f"{kind} {n}" for kind, n in sorted(counts.items())))
    owned = owner.execute("SELECT count(*) FROM pg_tables WHERE tableowner = %s", [ROLE]).fetchone()
    print(f"tables that the role owns: {owned[0] if owned else '?'}")
    bad = counts.get("SUCCEEDED", 0) + counts.get("vacuous", 0)
    holds = len(results) >= LEAST and not bad
    print(
        f"immutability: {len(results)} ways tried, {counts.get('SUCCEEDED', 0)} succeeded"
        f" (bar ≥ {LEAST} tried, 0): {'holds' if holds else 'MISSED'}"
    )
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
