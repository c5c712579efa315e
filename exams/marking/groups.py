"""The results of an exam that rest on keys corrected since, put together by form, keys and rules."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db import connection

from exams.bank.keys import current_keys
from exams.forms_frozen import content_of
from exams.marking.grading import KeySet, key_set
from exams.models import Form, KeyVersion
from exams.scoring import Question, Rules, questions_of

CURRENT = "NOT EXISTS (SELECT 1 FROM exams_result n WHERE n.supersedes_id = r.id)"
KINDS = f"""
SELECT s.form_id, r.keys, r.rules::text, count(*)
  FROM exams_result r JOIN exams_sitting s ON s.id = r.sitting_id JOIN exams_session e ON e.id = r.session_id
 WHERE e.exam_id = %s AND {CURRENT}
 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""  # noqa: S608 (the parts are constants)


@dataclass(frozen=True, slots=True)
class Group:
    """``count`` results of a form with the same keys and rules, and the keys to be; ``places`` is where they differ."""

    form_id: int
    rules: Rules
    rules_text: str
    old: KeySet
    new: KeySet
    places: tuple[int, ...]
    count: int

    @property
    def questions(self) -> list[Question]:
        """The questions of the form in its order."""
        return questions_of(content_of(self.form_id), self.rules)

    @property
    def is_scaled(self) -> bool:
        """Whether an item is out before or after."""
        return any(key.status == "void_removed" for key in (*self.old.keys, *self.new.keys))


def corrected_keys(exam_id: int) -> list[KeyVersion]:
    """Return the keys that count now and that some current result of an exam does not rest on. Three queries."""
    forms = dict(Form.objects.filter(session__exam_id=exam_id).values_list("pk", "item_versions"))
    known = current_keys({pk for versions in forms.values() for pk in versions})
    used: dict[int, set[int]] = {}
    for form_id, keys, _rules, _count in _kinds(exam_id):
        for version_id, key_id in zip(forms[form_id], keys, strict=True):
            used.setdefault(version_id, set()).add(key_id)
    newer = [known[pk] for pk, key_ids in used.items() if known[pk].pk > min(key_ids)]
    return sorted(newer, key=lambda key: key.pk)


def groups(exam_id: int, keys: Collection[int]) -> Iterator[Group]:
    """Yield the groups of results that ``keys`` (ids) would change the keys of. A newer key is never taken back."""
    rows = _kinds(exam_id)
    wanted = {pk for _form, key_ids, _rules, _count in rows for pk in key_ids} | set(keys)
    known = KeyVersion.objects.in_bulk(list(wanted))
    new = {known[pk].item_version_id: known[pk] for pk in keys}
    for form_id, key_ids, rules, count in rows:
        old = [known[pk] for pk in key_ids]
        then = [key if (found := new.get(key.item_version_id)) is None or found.pk <= key.pk else found for key in old]
        places = tuple(n for n, (a, b) in enumerate(zip(old, then, strict=True)) if a.pk != b.pk)
        if places:
            yield Group(form_id, Rules.from_json(json.loads(rules)), rules, key_set(old), key_set(then), places, count)


def _kinds(exam_id: int) -> Sequence[tuple[int, list[int], str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(KINDS, [exam_id])
        return list(cursor.fetchall())
