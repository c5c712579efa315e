"""The rows that a regrade writes: new points from columns, all the rest copied by the database from the old rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np
from django.conf import settings
from django.db import connection

from enforcement.actor import SYSTEM
from enforcement.ledger.append_all import Fact, append_all, heads_of
from exams.forms_frozen import content_of
from exams.marking.difference import Changes, Column
from exams.marking.recording import keys_sha256
from exams.models import GradeRun
from exams.sitting_ledger import series_of

INSERT = """
INSERT INTO exams_result (sitting_id, supersedes_id, session_id, person_id, subject, points, total, pass_mark, passed,
       passed_on, by_law, run_id, item_answers, item_points, keys, paper_sha256, answers_sha256, rules, made_at)
SELECT r.sitting_id, r.id, r.session_id, r.person_id, r.subject, d.points, r.total, r.pass_mark, d.passed = 1,
       CASE WHEN d.passed = 1 THEN
         coalesce(r.passed_on, (coalesce(s.closed_at, s.deadline_at) AT TIME ZONE %(zone)s)::date) END,
       {by_law}, %(run)s, r.item_answers, {items}, %(keys)s::bigint[], r.paper_sha256, r.answers_sha256, r.rules, %(at)s
  FROM unnest(%(result)s::bigint[], %(points)s::int[], %(passed)s::int[]{columns}) AS d(result, points, passed{names})
  JOIN exams_result r ON r.id = d.result JOIN exams_sitting s ON s.id = r.sitting_id
 ORDER BY r.sitting_id
ON CONFLICT (supersedes_id) DO NOTHING
RETURNING id, supersedes_id, sitting_id, person_id, subject, points, total, pass_mark, passed, paper_sha256,
          answers_sha256
"""
COUNTS = ("items", "right", "points", "total")


class Row(NamedTuple):
    """What the ledger says of a result that was written."""

    result: int
    supersedes: int
    sitting: int
    person: int
    subject: str
    points: int
    total: int
    pass_mark: int
    passed: bool
    paper_sha256: str
    answers_sha256: str


def write_rows(changes: Changes, begin: int, end: int, *, run_id: int, at: datetime) -> list[Row]:
    """Write the results of a group from ``begin`` to ``end`` and return them.

    What somebody else superseded meanwhile is left alone.
    """
    part = slice(begin, end)
    facts: dict[str, Any] = {
        "run": run_id,
        "at": at,
        "zone": settings.TIME_ZONE,
        "keys": list(changes.group.new.ids),
        "result": changes.results[part].tolist(),
        "points": changes.new_points[part].tolist(),
        "passed": changes.new_passed[part].tolist(),
    }
    columns = {f"i{n}": changes.new_items[part, n] for n in range(len(changes.group.places))}
    by_law, more = _by_law(changes, part)
    columns |= more
    statement = INSERT.format(
        by_law=by_law,
        items=_items(changes.group.places),
        columns="".join(f", %({name})s::int[]" for name in columns),
        names="".join(f", {name}" for name in columns),
    )
    facts |= {name: column.tolist() for name, column in columns.items()}
    facts |= {f"law{n}": law for n, law in enumerate(_laws(changes))}
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        return [Row(*row) for row in cursor.fetchall()]


def record_rows(rows: Sequence[Row], *, keys: Sequence[int], run: GradeRun, reason: str, at: datetime) -> None:
    """Enter each result that was written in the series of its sitting. At most ``append_all.MOST``."""
    heads = heads_of([series_of(row.sitting) for row in rows])
    more = {"keys_sha256": keys_sha256(keys), "run": run.pk, "kind": run.kind, "reason": reason}
    facts = (Fact(series_of(row.sitting), SYSTEM, at, "exam.supersede", {**row._asdict(), **more}) for row in rows)
    append_all(facts=facts, heads=heads)


def _items(places: Sequence[int]) -> str:
    """Return the SQL of the new points of items: the old ones with those at the places (rising) replaced."""
    parts, begin = [], 1
    for n, place in enumerate(places):
        parts += [f"r.item_points[{begin}:{place}]", f"d.i{n}"]
        begin = place + 2
    return " || ".join([*parts, f"r.item_points[{begin}:]"])


def _laws(changes: Changes) -> list[str]:
    items = content_of(changes.group.form_id).items
    return list(dict.fromkeys(items[place]["law"] for place in changes.group.places))


def _by_law(changes: Changes, part: slice) -> tuple[str, dict[str, Column]]:
    """Return the SQL of the new figures by law, and the columns of what is added to them (or taken off).

    A law all of whose items are out is left out, as marking leaves it out.
    """
    objects, gone, columns = [], [], dict[str, Column]()
    for n, law in enumerate(_laws(changes)):
        columns |= {f"{name}{n}": column for name, column in _added(changes, part, law).items()}
        figures = {name: f"coalesce((r.by_law -> %(law{n})s ->> '{name}')::int, 0) + d.{name}{n}" for name in COUNTS}
        pairs = ", ".join(f"'{name}', {value}" for name, value in figures.items())
        objects.append(f"%(law{n})s::text, jsonb_build_object({pairs})")
        gone.append(f"CASE WHEN {figures['items']} = 0 THEN %(law{n})s END")
    together = f"(r.by_law || jsonb_build_object({', '.join(objects)}))"
    return f"{together} - array_remove(ARRAY[{', '.join(gone)}]::text[], NULL)", columns


def _added(changes: Changes, part: slice, law: str) -> dict[str, Column]:
    """Return what the corrected items of a law add to its items, right ones, points and total."""
    group, items = changes.group, content_of(changes.group.form_id).items
    added = {name: np.zeros(len(changes.results[part]), dtype=np.int64) for name in COUNTS}
    questions = group.questions
    for n, place in enumerate(group.places):
        if items[place]["law"] != law:
            continue
        for keys, columns, sign in ((group.old, changes.old_items, -1), (group.new, changes.new_items, 1)):
            if keys.keys[place].status == "void_removed":
                continue
            full, points = questions[place].full, columns[part, n]
            added["items"] += sign
            added["right"] += sign * (points == full)
            added["points"] += sign * points
            added["total"] += sign * full
    return added
