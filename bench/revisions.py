"""Revisions of a chart published while cases run on it: no case changes its version, its path or a due date.

SCALE cases (10,000) begin and stand at four steps; then 200 revisions (fewer for a small SCALE) are published, each
with another limit at every step that has one, while a second thread goes on with cases. Afterwards every run, every
record that was there and every record that came is compared with what its own version says. A database of its own.
"""

# ruff: noqa: PLC0415 - settings read the environment, which the database sets first

from __future__ import annotations

import os
import re
import sys
import threading
import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

NAME = "bench_revisions"
CASES = int(os.environ.get("SCALE", "10000"))
REVISIONS = min(200, max(10, CASES // 5))
AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
WAY = ("registered", "checked", "filed", "assigned", "clear", "reported", "agreed", "penalise", "served")
CODES = ("P01", "P02", "P03", "P04", "P05", "P06", "P07", "P08", "P09", "P10")


def main() -> int:
    from bench._embedded import database

    with database(NAME):
        return measure()


def measure() -> int:
    from enforcement.flowcharts import guards
    from enforcement.flowcharts.engine.judging import Judged
    from tests.factories import flowcharts as make

    for type_ in guards.GUARDS:
        guards._functions[type_] = lambda rule, _situation: Judged(rule.type, ok=True)  # noqa: SLF001
    agency = make.an_agency()
    make.ship_all(agency)
    by = make.everybody(agency)
    began = time.perf_counter()
    steps = {begun(agency, by, n): n % 4 for n in range(CASES)}
    for run_id, far in steps.items():
        go_on(run_id, by, WAY[:far])
    print(f"{CASES} cases begun and brought on in {time.perf_counter() - began:.0f} s")
    before, stop, moved = snapshot(), threading.Event(), dict(steps)
    worker = threading.Thread(target=keep_going, args=(moved, by, stop))
    worker.start()
    began = time.perf_counter()
    try:
        for n in range(REVISIONS):
            publish(agency, n)
    finally:
        stop.set()
        worker.join()
    advanced = sum(moved.values()) - sum(steps.values())
    print(f"{REVISIONS} revisions published in {time.perf_counter() - began:.0f} s, {advanced} steps taken meanwhile")
    return report(before, moved, advanced)


def begun(agency: Any, by: Any, n: int) -> int:
    from django.db import transaction

    from enforcement.flowcharts.engine.begin import begin

    with transaction.atomic():
        return begin(agency=agency, code="P", series=f"bench:{n}", by=by, at=AT).pk


def go_on(run_id: int, by: Any, outcomes: tuple[str, ...]) -> None:
    """Leave the open step of a case with each outcome in turn."""
    from django.db import transaction

    from enforcement.flowcharts.engine.advance import advance
    from enforcement.flowcharts.models import StepRecord

    for outcome in outcomes:
        record = StepRecord.objects.get(run_id=run_id, left_at__isnull=True, node__kind="task")
        with transaction.atomic():
            advance(
                run_id=run_id, by=by, at=record.entered_at + timedelta(hours=1), record_id=record.pk, outcome=outcome
            )


def keep_going(moved: dict[int, int], by: Any, stop: threading.Event) -> None:
    """Go on with one case after another until told to stop."""
    from django.db import connection

    while not stop.is_set():
        for run_id, far in list(moved.items()):
            if stop.is_set():
                break
            if far < len(WAY):
                go_on(run_id, by, WAY[far : far + 1])
                moved[run_id] = far + 1
        if all(far >= len(WAY) for far in moved.values()):
            break
    connection.close()


def publish(agency: Any, n: int) -> None:
    """Publish P again with every internal limit longer by so many days."""
    from enforcement.flowcharts.publication.ship import FOLDER
    from tests.factories.flowcharts import a_published

    def longer(found: re.Match[str]) -> str:
        return f'<law:limit value="{int(found[1]) + n + 1}"{found[2]}kind="internal"'

    text = (FOLDER / "P.bpmn").read_text(encoding="utf-8")
    text = re.sub(r'<law:limit value="(\d+)"([^>]*?)kind="internal"', longer, text)
    a_published(agency, "P", text.encode(), at=AT + timedelta(minutes=n), on=date(2026, 3, 2))


def snapshot() -> tuple[dict[int, int], dict[Any, tuple[Any, ...]]]:
    """Return the version of every run, and node and due dates of every record."""
    from enforcement.flowcharts.models import Run, RunClock, StepRecord

    runs = dict(Run.objects.values_list("pk", "version_id"))
    rows = StepRecord.objects.values_list("pk", "node_id", "raw_due_on", "due_on", "due_at")
    clocks = RunClock.objects.values_list("pk", "code", "raw_due_on", "due_on")
    return runs, {**{r[0]: r[1:] for r in rows}, **{f"clock {r[0]}": r[1:] for r in clocks}}


def report(before: tuple[dict[int, int], dict[Any, Any]], moved: dict[int, int], advanced: int) -> int:
    """Compare everything with what it was, and what came since with its own version."""
    runs, terms = snapshot()
    versions = sum(runs[pk] != version for pk, version in before[0].items())
    due = sum(terms[pk] != term for pk, term in before[1].items())
    paths = sum(not lawful(run_id, far) for run_id, far in moved.items())
    holds = not versions and not due and not paths and len(runs) == CASES and advanced > 0
    print(
        f"revisions: {REVISIONS} published over {CASES} cases, {versions} changed version, {paths} path, {due} due date"
        f" (bar 0, 0, 0): {'holds' if holds else 'MISSED'}"
    )
    return 0 if holds else 1


def lawful(run_id: int, far: int) -> bool:
    """Say whether a case went the way of its own version, each record due by that version's limit."""
    from enforcement.flowcharts import store
    from enforcement.flowcharts.engine import dating
    from enforcement.flowcharts.models import Run, StepRecord

    run = Run.objects.select_related("agency").get(pk=run_id)
    records = list(StepRecord.objects.filter(run=run).select_related("node").order_by("entered_at"))
    if tuple(r.node.code for r in records) != CODES[: far + 1] or any(
        r.node.version_id != run.version_id for r in records
    ):
        return False
    for record in records:
        limit = dating.limit_of_node(store.published_graph(run.version_id).node[record.node.key])
        was, record.due_on = record.due_on, None
        if limit is not None:
            dating.set_due(record, limit, run, record.entered_at)
        if record.due_on != was:
            return False
    return True


if __name__ == "__main__":
    sys.exit(main())
