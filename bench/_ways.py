"""Ways to alter a published version beside those of the tests: as an owner would, by acts, copies and merges."""

# ruff: noqa: PLC0415, ARG001 - Django is set up by then; every way is given the version and the case

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

Way = Callable[[Any, Any], None]


def sql(text: str) -> Way:
    """Send a statement as the application's role."""

    def run(version: Any, case: Any) -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(text.format(v=version.pk, r=case.run.pk))

    return run


def disabled(table: str, statement: str) -> Way:
    """Disable the triggers, then change."""

    def run(version: Any, case: Any) -> None:
        sql(f"ALTER TABLE {table} DISABLE TRIGGER ALL")(version, case)
        sql(statement)(version, case)

    return run


def as_replica(version: Any, case: Any) -> None:
    sql("SET LOCAL session_replication_role = replica")(version, case)
    sql("UPDATE flowcharts_node SET name = 'x' WHERE version_id = {v}")(version, case)


def copied(version: Any, case: Any) -> None:
    from django.db import connection

    with connection.cursor() as cursor, cursor.copy("COPY flowcharts_arrow FROM STDIN") as copy:
        copy.write_row([10**9, 999, "late", "a", "b", "", False, "", 0, version.pk])


def pickled(version: Any, case: Any) -> None:
    again = pickle.loads(pickle.dumps(version))
    again.bpmn = "<x/>"
    again.save()


def raw_query(version: Any, case: Any) -> None:
    from enforcement.flowcharts.models import FlowchartVersion

    (found,) = FlowchartVersion.objects.raw("SELECT * FROM flowcharts_flowchartversion WHERE id = %s", [version.pk])
    found.note = "x"
    found.save(update_fields=["note"])


def admin(version: Any, case: Any) -> None:
    from django.urls import reverse

    reverse("admin:flowcharts_flowchartversion_change", args=[version.pk])


def act(module: str, name: str, **facts: Any) -> Way:
    """Call an act on the published version."""

    def run(version: Any, case: Any) -> None:
        from importlib import import_module

        function = getattr(import_module(f"enforcement.flowcharts.publication.{module}"), name)
        function(version_id=version.pk, by=case.by, at=case.at, **facts)

    return run


def deleted(path: str) -> Way:
    """Delete through the ORM, cascades and all."""

    def run(version: Any, case: Any) -> None:
        subject = version
        for name in path.split(".") if path else ():
            subject = getattr(subject, name)
        subject.delete()

    return run


def compiled_again(version: Any, case: Any) -> None:
    from enforcement.flowcharts import store

    store.write(version, store.published_graph(version.pk))


TABLE = "flowcharts_flowchartversion"
WAYS: dict[str, Way] = {
    "disable triggers of versions": disabled(TABLE, f"UPDATE {TABLE} SET bpmn = 'x' WHERE id = {{v}}"),
    "disable triggers of nodes": disabled("flowcharts_node", "UPDATE flowcharts_node SET name = 'x'"),
    "disable triggers of runs": disabled("flowcharts_run", "UPDATE flowcharts_run SET version_id = 1"),
    "session_replication_role": as_replica,
    "drop a trigger": sql(f"DROP TRIGGER flowchart_version_guarded ON {TABLE}"),
    "replace the guard": sql(
        "CREATE OR REPLACE FUNCTION flowchart_refuse() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$"
    ),
    "drop a column": sql(f"ALTER TABLE {TABLE} DROP COLUMN svg"),
    "change a column": sql(f"ALTER TABLE {TABLE} ALTER COLUMN note TYPE text USING 'x'"),
    "drop a table": sql("DROP TABLE flowcharts_declared"),
    "rename a table": sql("ALTER TABLE flowcharts_arrow RENAME TO arrows"),
    "a rule instead": sql(f"CREATE RULE r AS ON SELECT TO {TABLE} DO INSTEAD NOTHING"),
    "become the owner": sql("SET LOCAL ROLE postgres"),
    "grant to oneself": sql("ALTER ROLE bench_app SUPERUSER"),
    "own the table": sql(f"ALTER TABLE {TABLE} OWNER TO bench_app"),
    "write the system's catalogue": sql("UPDATE pg_trigger SET tgenabled = 'D'"),
    "copy": copied,
    "on conflict": sql(
        f"INSERT INTO {TABLE} SELECT * FROM {TABLE} WHERE id = {{v}} ON CONFLICT (id) DO UPDATE SET bpmn = 'x'"
    ),
    "merge": sql(
        f"MERGE INTO {TABLE} t USING (SELECT {{v}}::bigint AS id) s ON t.id = s.id"
        " WHEN MATCHED THEN UPDATE SET note = 'x'"
    ),
    "with": sql(
        "WITH x AS (UPDATE flowcharts_noderule SET body = '[]' WHERE node_id IN"
        " (SELECT id FROM flowcharts_node WHERE version_id = {v}) RETURNING 1) SELECT count(*) FROM x"
    ),
    "another id": sql(f"UPDATE {TABLE} SET id = id + 1000000 WHERE id = {{v}}"),
    "the successor's text": sql(f"UPDATE {TABLE} SET supersedes_id = NULL, sha256 = repeat('0', 64) WHERE id = {{v}}"),
    "pickled": pickled,
    "raw query": raw_query,
    "admin": admin,
    "ORM delete of the version": deleted(""),
    "ORM delete of the flowchart": deleted("flowchart"),
    "cascade from the agency": deleted("flowchart.agency"),
    "cascade from the drafter": deleted("drafted_by"),
    "act publish": act("publish", "publish", effective_on=None),
    "act submit": act("submit", "submit"),
    "act withdraw": act("draft", "withdraw"),
    "act approve": act("approve", "approve"),
    "act object": act("approve", "object_to", comment="x"),
    "compile again": compiled_again,
}
