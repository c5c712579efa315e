"""Mark whatever waits, many papers in one transaction: for the timetable and before a release."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from enforcement.actor import SYSTEM, Actor
from exams.close_expired import close_expired
from exams.forms_frozen import content_of
from exams.marking.grading import NothingToMark, WaitsForMarkers, current_key_sets, graded
from exams.marking.human import points_by_people
from exams.marking.in_words import WRITTEN
from exams.marking.recording import record_first
from exams.marking.storing import store
from exams.models import Exam, Form, Result, Session, Sitting
from exams.scoring import Rules

CHUNK = 500
"""Papers in one transaction."""
ANSWERS_IN_WORDS = f"""
{WRITTEN.format(sitting="exams_sitting")}
<= (SELECT count(DISTINCT item) FROM exams_humanmark m WHERE m.sitting_id = exams_sitting.id AND m.part <> 'first')
"""  # noqa: S608 (the parts are constants)
"""Whether each short answer that is not empty has two marks: papers that wait for people are not looked at again."""


def mark_waiting(
    *, at: datetime, session_id: int | None = None, by: Actor = SYSTEM, report: Callable[[int], object] = int
) -> int:
    """Close what is over and mark every closed sitting without a result; return how many were marked.

    Papers that wait for people are left alone, and so are those that another process marks now. ``report`` is told
    after each transaction how many are done.
    """
    while close_expired(at=at):
        pass
    sessions = Session.objects.filter(pk__in=_waiting().values("session_id").distinct()).select_related("exam__agency")
    if session_id is not None:
        sessions = sessions.filter(pk=session_id)
    done = 0
    for session in sessions.order_by("pk"):
        rows, last = _ready(session), 0
        while ids := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
            done += _mark_chunk(ids, session.exam, at=at, by=by)
            last = ids[-1]
            report(done)
    return done


def waiting_of(session_id: int) -> int:
    """Return how many closed sittings of a session are without a result."""
    return _waiting().filter(session_id=session_id).count()


def _waiting() -> QuerySet[Sitting]:
    return Sitting.objects.filter(state__in=Sitting.CLOSED, results=None)


def _ready(session: Session) -> QuerySet[Sitting]:
    """Return the sittings of a session that can be marked, as far as the database can tell."""
    rows = _waiting().filter(session=session)
    forms = Form.objects.filter(session=session).values_list("pk", flat=True)
    in_words = [pk for pk in forms if any(item["type"] == "short_answer" for item in content_of(pk).items)]
    if not in_words:
        return rows
    keys = current_key_sets(in_words)
    void = [pk for pk in in_words if any(key.is_void for key in keys[pk].keys)]
    settled = RawSQL(ANSWERS_IN_WORDS, (), output_field=BooleanField())  # noqa: S611 (a constant)
    return rows.alias(settled=settled).filter(Q(settled=True) | Q(form__in=void))


@transaction.atomic(durable=True)
def _mark_chunk(ids: list[int], exam: Exam, *, at: datetime, by: Actor) -> int:
    """Mark some sittings of an exam; return how many."""
    sittings = list(
        Sitting.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(pk__in=ids, state__in=Sitting.CLOSED)
        .select_related("candidate__person", "candidate__agency")
        .order_by("pk")
    )
    marked = set(Result.objects.filter(sitting__in=sittings).values_list("sitting_id", flat=True))
    sittings = [sitting for sitting in sittings if sitting.pk not in marked]
    rules = Rules.from_json(exam.scoring)
    keys = current_key_sets({sitting.form_id for sitting in sittings})
    human = points_by_people(sittings, exam.agency, rules)
    results = []
    for sitting in sittings:
        try:
            results.append(
                graded(
                    sitting=sitting, exam=exam, rules=rules, keys=keys[sitting.form_id],
                    human=human.get(sitting.pk, {}), at=at,
                )
            )  # fmt: skip
        except (WaitsForMarkers, NothingToMark):
            continue
    store(results)
    record_first(results, by=by, at=at)
    return len(results)
