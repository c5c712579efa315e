"""What other keys would make of the results of an exam: worked out in columns, the same each time.

An item that kept its key keeps its points, because marking is pure; so the items with a corrected key are marked again
and nothing else. Choices go through a table of the points of every possible answer, made by the marking rules
themselves; words are marked one by one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from exams import shuffle
from exams.answers import Words, by_item
from exams.forms_frozen import content_of
from exams.marking.grading import NothingToMark, WaitsForMarkers
from exams.marking.groups import CURRENT, Group, groups
from exams.marking.human import points_by_people
from exams.models import Exam, Sitting
from exams.scoring import Key, Question, Rules, choice_points, word_points

Column = NDArray[np.int64]
CHUNK = 1000
ROWS = """
SELECT r.id, r.session_id, r.sitting_id, r.points, r.pass_mark, r.passed::int, (s.state = 'voided')::int, {raw}{items}
  FROM exams_result r JOIN exams_sitting s ON s.id = r.sitting_id JOIN exams_session e ON e.id = r.session_id
 WHERE e.exam_id = %s AND s.form_id = %s AND r.keys = %s::bigint[] AND r.rules = %s::jsonb AND """
RAW = "(SELECT coalesce(sum(p), 0) FROM unnest(r.item_points) p)"


@dataclass(frozen=True, slots=True)
class Changes:
    """What becomes of the results of a group: columns with one row for each result, in the order of their ids.

    ``old_items`` and ``new_items`` are the points of the items at ``group.places``. Points are in 1/100.
    """

    group: Group
    results: Column
    sessions: Column
    void: Column
    old_points: Column
    new_points: Column
    old_passed: Column
    new_passed: Column
    old_items: Column
    new_items: Column

    @property
    def changed(self) -> NDArray[np.bool_]:
        """Which results get other points, in all or for an item; an outcome changes only with them."""
        found: NDArray[np.bool_] = (self.new_points != self.old_points) | (self.new_items != self.old_items).any(axis=1)
        return found

    def table(self) -> Column:
        """Return id, old and new points, old and new outcome of each result that changes."""
        columns = (self.results, self.old_points, self.new_points, self.old_passed, self.new_passed)
        return np.column_stack(columns)[self.changed]


def differences(exam: Exam, keys: Collection[int]) -> Iterator[Changes]:
    """Yield what ``keys`` (ids of key versions) would change, group by group in one order.

    Raises:
        WaitsForMarkers: if an answer would have to be read that nobody has marked.
        NothingToMark: if a paper would have no item left.
    """
    for group in groups(exam.pk, keys):
        yield _changes(exam, group)


def sha256_of(found: Iterable[Changes]) -> str:
    """Return the hash of differences: of each group its form, rules, keys, size, then each changed result."""
    digest = hashlib.sha256(b"exams.regrade.1\n")
    for changes in found:
        group = changes.group
        head = [
            content_of(group.form_id).sha256,
            group.rules_text,
            list(group.old.ids),
            list(group.new.ids),
            group.count,
        ]
        digest.update(shuffle.canonical(head).encode())
        table = np.column_stack(
            [changes.table(), changes.old_items[changes.changed], changes.new_items[changes.changed]]
        )
        digest.update(np.ascontiguousarray(table, dtype=">i8").tobytes())
    return digest.hexdigest()


def _changes(exam: Exam, group: Group) -> Changes:
    rows = _rows(exam, group)
    count = len(group.places)
    ids, sessions, sittings, old_points, pass_mark, old_passed, void, raw = rows[:, :8].T
    answers, old_items = rows[:, 8 : 8 + count], rows[:, 8 + count :]
    new_items = np.empty_like(old_items)
    in_words = _words(exam, group, sittings)
    questions = group.questions
    for n, place in enumerate(group.places):
        question, key = questions[place], group.new.keys[place]
        new_items[:, n] = in_words[place] if place in in_words else _table(question, key, group.rules)[answers[:, n]]
    new_raw = raw + (new_items - old_items).sum(axis=1)
    new_points = _scaled(group, new_raw) if group.is_scaled else old_points + new_raw - raw
    new_passed = (new_points >= pass_mark).astype(np.int64)
    return Changes(group, ids, sessions, void, old_points, new_points, old_passed, new_passed, old_items, new_items)


def _rows(exam: Exam, group: Group) -> Column:
    """Return id, session, sitting, points, pass mark, passed, void, sum of items, answers and points at the places."""
    items = "".join(f", r.{name}[{n + 1}]" for name in ("item_answers", "item_points") for n in group.places)
    statement = ROWS.format(raw=RAW if group.is_scaled else "0", items=items) + CURRENT + " ORDER BY r.id"
    with connection.cursor() as cursor:
        cursor.execute(statement, [exam.pk, group.form_id, list(group.old.ids), group.rules_text])
        return np.array(cursor.fetchall(), dtype=np.int64).reshape(-1, 8 + 2 * len(group.places))


def _table(question: Question, key: Key, rules: Rules) -> Column:
    """Return the points of every possible answer to a choice."""
    if key.is_void:
        points = [question.full if key.status == "void_full_marks" else 0] * 2**question.options
    else:
        masks = range(2**question.options)
        points = [choice_points(question=question, key=key, answer=mask, rules=rules) for mask in masks]
    return np.array(points, dtype=np.int64)


def _scaled(group: Group, raw: Column) -> Column:
    """Return raw points scaled to the paper's total, as ``scoring.scaled`` does for one."""
    fulls = [question.full for question in group.questions]
    out = {n for n, key in enumerate(group.new.keys) if key.status == "void_removed"}
    total, remaining = sum(fulls), sum(full for n, full in enumerate(fulls) if n not in out)
    if not remaining:
        raise NothingToMark
    return (2 * raw * total + remaining) // (2 * remaining)


def _words(exam: Exam, group: Group, sittings: Column) -> dict[int, Column]:
    """Return the points of the items answered in words, by their place, for these sittings in their order."""
    questions = group.questions
    places = [n for n in group.places if not questions[n].options]
    points: dict[int, list[int]] = {place: [] for place in places}
    if not places:
        return {}
    for start in range(0, len(sittings), CHUNK):
        ids = sittings[start : start + CHUNK].tolist()
        rows = Sitting.objects.only("pk", "form_id", "seed", "answers", "texts").in_bulk(ids)
        human = points_by_people(list(rows.values()), exam.agency, group.rules)
        for pk in ids:
            for place, words in _words_of(rows[pk], places):
                points[place].append(
                    _read(questions[place], group.new.keys[place], words, human.get(pk, {}).get(place))
                )
    return {place: np.array(column, dtype=np.int64) for place, column in points.items()}


def _words_of(sitting: Sitting, places: Sequence[int]) -> Iterator[tuple[int, Words]]:
    order = shuffle.places(content=content_of(sitting.form_id), seed=sitting.seed)
    texts = by_item(places=order, answers=sitting.answers, texts=sitting.texts)[1]
    yield from ((place, texts.get(place, "")) for place in places)


def _read(question: Question, key: Key, words: Words, mark: int | None) -> int:
    if key.is_void:
        return question.full if key.status == "void_full_marks" else 0
    points = word_points(question=question, key=key, words=words, mark=mark)
    if points is None:
        raise WaitsForMarkers
    return points
