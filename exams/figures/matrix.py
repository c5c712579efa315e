"""The results of a session as matrices, form by form, read in the binary form of arrays, never as Python numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from django.db import connection

from exams.answers import by_item
from exams.figures.sheet import Column, Ints, Sheet
from exams.forms_frozen import content_of
from exams.models import KeyStatus, KeyVersion, Session, Sitting
from exams.scoring import Rules
from exams.shuffle import Content, places

READ = """
SELECT s.form_id, r.passed, r.sitting_id, array_send(r.item_points), array_send(r.item_answers)
  FROM exams_result r JOIN exams_sitting s ON s.id = r.sitting_id
 WHERE r.session_id = %s AND s.state <> 'voided'
   AND NOT EXISTS (SELECT FROM exams_result n WHERE n.supersedes_id = r.id)
 ORDER BY s.form_id, r.sitting_id
"""
CHUNK, HEAD = 2000, 20
"""HEAD: bytes before the elements of an array: dimensions, flags, type, length, first index."""


def sheets(session_id: int) -> Iterator[tuple[int, Sheet]]:
    """Yield the id and the results of every form of a session that has results; items that are void are left out."""
    rows: dict[int, list[tuple[bool, int, bytes, bytes]]] = defaultdict(list)
    with connection.chunked_cursor() as cursor:
        cursor.execute(READ, [session_id])
        while found := cursor.fetchmany(CHUNK):
            for form_id, passed, sitting_id, points, answers in found:
                rows[form_id].append((passed, sitting_id, bytes(points), bytes(answers)))
    rules = Rules.from_json(Session.objects.select_related("exam").get(pk=session_id).exam.scoring)
    for form_id, mine in rows.items():
        yield form_id, _sheet(content_of(form_id), mine, rules)


def _sheet(content: Content, rows: list[tuple[bool, int, bytes, bytes]], rules: Rules) -> Sheet:
    keys = _keys([item["id"] for item in content.items])
    kept = [n for n, item in enumerate(content.items) if keys[item["id"]][1]]
    columns = [
        Column(item["id"], item.get("points") or rules.points(item["type"]), keys[item["id"]][0], len(item["options"]))
        for item in (content.items[n] for n in kept)
    ]
    points = _array([row[2] for row in rows], len(content.items), ">i4", 4)
    answers = _answers(rows, content)
    passed = np.array([row[0] for row in rows], dtype=np.int64)
    return Sheet(columns, points[:, kept], answers[:, kept], passed)


def _answers(rows: list[tuple[bool, int, bytes, bytes]], content: Content) -> Ints:
    """Return the answers; results made before they were kept are read from their sittings."""
    if all(len(row[3]) > HEAD for row in rows):
        return _array([row[3] for row in rows], len(content.items), ">i2", 2)
    sittings = Sitting.objects.in_bulk([row[1] for row in rows])
    return np.array([_masks(content, sittings[row[1]]) for row in rows], dtype=np.int64)


def _masks(content: Content, sitting: Sitting) -> list[int]:
    order = places(content=content, seed=sitting.seed)
    return by_item(places=order, answers=sitting.answers, texts=sitting.texts)[0]


def _array(values: list[bytes], items: int, kind: str, size: int) -> Ints:
    """Return arrays of ``items`` whole numbers of ``size`` bytes, none of them null, as rows of a matrix."""
    body = b"".join(value[HEAD:] for value in values)
    record = np.dtype([("length", ">i4"), ("value", kind)])
    assert len(body) == len(values) * items * (4 + size)  # noqa: S101 (an array with nulls or gaps would be misread)
    return np.frombuffer(body, dtype=record)["value"].reshape(len(values), items).astype(np.int64)


def _keys(versions: list[int]) -> dict[int, tuple[int, bool]]:
    """Return the current key of each item version, and whether the item counts."""
    rows = KeyVersion.objects.filter(item_version_id__in=versions).order_by("item_version_id", "number")
    void = {KeyStatus.VOID_FULL_MARKS, KeyStatus.VOID_REMOVED}
    return {row.item_version_id: (row.mask, row.status not in void) for row in rows}
