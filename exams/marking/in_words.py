"""The answers in words of a session: which questions have them, and how many were given."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db import connection

from exams.bank.keys import current_keys
from exams.forms_frozen import content_of
from exams.marking.grading import key_of
from exams.models import Form, ItemType, Session, Sitting
from exams.scoring import Rules, questions_of

WRITTEN = """
(SELECT count(*) FROM jsonb_each(coalesce({sitting}.texts, '{{}}'::jsonb)) w
  WHERE jsonb_typeof(w.value) = 'string' AND btrim(w.value #>> '{{}}', E' \\n\\r\\t　') <> '')
"""
"""How many short answers of a sitting are not empty (fill-ins are lists)."""


@dataclass(frozen=True, slots=True)
class InWords:
    """A question answered in words: its item version, and in each form that has it its index and full points."""

    version_id: int
    forms: dict[int, tuple[int, int]]


def questions_in_words(session: Session) -> list[InWords]:
    """Return the questions of a session that people mark, in the order of the first form; void ones need nobody."""
    rules = Rules.from_json(session.exam.scoring)
    found: dict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    for form_id in Form.objects.filter(session=session).order_by("number").values_list("pk", flat=True):
        content = content_of(form_id)
        for index, question in enumerate(questions_of(content, rules)):
            if question.type == ItemType.SHORT_ANSWER:
                found[content.items[index]["id"]][form_id] = (index, question.full)
    keys = current_keys(found)
    return [InWords(pk, forms) for pk, forms in found.items() if not key_of(keys[pk]).is_void]


def written(session_id: int) -> int:
    """Return how many short answers that are not empty the closed papers of a session hold."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT coalesce(sum({WRITTEN.format(sitting='s')}), 0) FROM exams_sitting s"  # noqa: S608 (a constant)
            " WHERE s.session_id = %s AND s.state = ANY(%s)",
            [session_id, list(Sitting.CLOSED)],
        )
        return int(cursor.fetchone()[0])
