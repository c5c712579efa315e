"""Which answer a marker reads next: those with one mark first, in an order of each marker's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection

from enforcement import clock
from enforcement.organisation import parameters
from exams import shuffle
from exams.answers import by_item
from exams.forms_frozen import content_of
from exams.marking.agreement import next_part
from exams.marking.human import Limits
from exams.marking.in_words import WRITTEN, InWords
from exams.marking.mark_answer import agencies_of
from exams.marking.parameters import OWN_AGENCY
from exams.models import HumanMark, Session, Sitting
from exams.scoring import is_empty

BATCH: Final = 50
WAITING: Final = f"""
SELECT s.id, f.item, f.full_points
  FROM unnest(%(forms)s::bigint[], %(items)s::int[], %(fulls)s::int[]) AS f(form, item, full_points)
  JOIN exams_sitting s ON s.form_id = f.form
  JOIN exams_candidate c ON c.id = s.candidate_id
  CROSS JOIN LATERAL (
    SELECT count(*) AS n, coalesce(bool_or(h.person_id = %(person)s), false) AS mine,
           coalesce(bool_or(h.part NOT IN ('first', 'second')), false) AS decided,
           coalesce(max(h.points) - min(h.points), 0) AS apart
      FROM exams_humanmark h WHERE h.sitting_id = s.id AND h.item = f.item) m
 WHERE s.state = ANY(%(closed)s) AND c.agency_id <> ALL(%(not_of)s::bigint[])
   AND NOT m.mine AND NOT m.decided AND (m.n < 2 OR m.apart > 0)
   AND {WRITTEN.format(sitting="s")} > 0
   AND NOT EXISTS (SELECT 1 FROM exams_result r WHERE r.sitting_id = s.id)
 ORDER BY m.n DESC, hashtextextended(s.id::text, %(person)s), s.id
 LIMIT %(limit)s OFFSET %(offset)s
"""  # noqa: S608 (the parts are constants)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to read, without whose it is: the words, which mark it needs, and for a deciding one those before."""

    sitting_id: int
    item: int
    full: int
    text: str
    part: str
    before: tuple[HumanMark, ...] = ()


def next_answer(*, session: Session, question: InWords, person_id: int, at: datetime, after: int = 0) -> Answer | None:
    """Return the next answer of a question for a marker, ``after`` so many that were left for later; None if none."""
    limits = Limits(session.exam.agency)
    for found in _waiting(session, question, person_id, at):
        sitting = Sitting.objects.get(pk=found["id"])
        text = _words(sitting, found["item"])
        if is_empty(text):
            continue
        marks = {row.part: row for row in HumanMark.objects.filter(sitting=sitting, item=found["item"])}
        part = next_part(
            marks={name: row.points for name, row in marks.items()}, full=found["full_points"], percent=limits.of(marks)
        )
        if not part:
            continue
        if after:
            after -= 1
            continue
        before = tuple(marks.values()) if part == HumanMark.Part.DECIDING else ()
        return Answer(sitting.pk, found["item"], found["full_points"], text, part, before)
    return None


def answer_again(*, session: Session, question: InWords, sitting_id: int, item: int) -> Answer | None:
    """Return an answer of a question by its place, to show it once more beside a mark that was refused."""
    sitting = Sitting.objects.filter(pk=sitting_id, session=session, form_id__in=question.forms).first()
    if sitting is None or question.forms[sitting.form_id][0] != item:
        return None
    return Answer(sitting.pk, item, question.forms[sitting.form_id][1], _words(sitting, item), "")


def _waiting(session: Session, question: InWords, person_id: int, at: datetime) -> Iterator[dict[str, Any]]:
    """Yield what may be next, batch by batch; the words themselves are looked at afterwards."""
    own = parameters.value(OWN_AGENCY, agency=session.exam.agency, on=clock.day_of(at))
    facts: dict[str, Any] = {
        "forms": list(question.forms),
        "items": [item for item, _full in question.forms.values()],
        "fulls": [full for _item, full in question.forms.values()],
        "person": person_id,
        "closed": list(Sitting.CLOSED),
        "not_of": [] if own else sorted(agencies_of(person_id, at)),
        "limit": BATCH,
    }
    offset = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(WAITING, {**facts, "offset": offset})
            rows = [{"id": pk, "item": item, "full_points": full} for pk, item, full in cursor.fetchall()]
        yield from rows
        if len(rows) < BATCH:
            return
        offset += BATCH


def _words(sitting: Sitting, item: int) -> str:
    places = shuffle.places(content=content_of(sitting.form_id), seed=sitting.seed)
    words = by_item(places=places, answers=sitting.answers, texts=sitting.texts)[1].get(item, "")
    return words if isinstance(words, str) else "\n".join(words)
