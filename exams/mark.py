"""Mark closed sittings. Anyone may call it at any time: it finds the result that is there, or writes it."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.actor import SYSTEM, Actor
from enforcement.errors import Refusal
from enforcement.ledger.append import append
from enforcement.organisation.models import Person
from exams import scoring, shuffle
from exams.answers import answers_sha256, by_item
from exams.close_expired import close_expired
from exams.forms_frozen import content_of
from exams.models import KeyVersion, Result, Sitting
from exams.sitting_refusals import SittingNotFound
from exams.start import series_of
from exams.states import effective_state


class NotClosed(Refusal):
    """Refuse to mark a paper that can still change."""

    sentence = _("This paper is not closed yet, so it has no result.")
    remedy = _("Submit it, or wait until its time is over.")


@transaction.atomic(durable=True)
def mark(*, sitting_id: int, by: Actor = SYSTEM, at: datetime) -> Result:
    """Return the current result of a closed sitting, written now if nobody has marked it.

    Raises:
        SittingNotFound, NotClosed
    """
    sitting = (
        Sitting.objects.select_for_update(of=("self",))
        .select_related("session__exam", "candidate__person")
        .filter(pk=sitting_id)
        .first()
    )
    if sitting is None:
        raise SittingNotFound
    found = Result.objects.filter(sitting=sitting, superseded_by=None).first()
    if found is not None:
        return found
    if effective_state(sitting, at) not in {"submitted", "expired"}:
        raise NotClosed
    if sitting.closed_at is None:
        sitting.state, sitting.closed_at = Sitting.State.EXPIRED, sitting.deadline_at
        sitting.save(update_fields=["state", "closed_at"])
    result = _graded(sitting, at)
    result.save(force_insert=True)
    _record(sitting, result, by, at)
    return result


def mark_waiting(*, at: datetime, session_id: int | None = None, limit: int = 500) -> int:
    """Close what is over, mark up to ``limit`` closed sittings without a result, and return how many there were."""
    while close_expired(at=at):
        pass
    waiting = Sitting.objects.filter(state__in=["submitted", "expired"], results=None)
    if session_id is not None:
        waiting = waiting.filter(session_id=session_id)
    ids = list(waiting.order_by("pk").values_list("pk", flat=True)[:limit])
    for pk in ids:
        mark(sitting_id=pk, at=at)
    return len(ids)


def _graded(sitting: Sitting, at: datetime) -> Result:
    exam = sitting.session.exam
    content = content_of(sitting.form_id)
    versions = [item["id"] for item in content.items]
    keys = {
        key.item_version_id: key
        for key in KeyVersion.objects.filter(item_version_id__in=versions).order_by("item_version_id", "number")
    }
    rules = scoring.Rules.from_json(exam.scoring)
    answers = answers_by_item(sitting)
    marks = scoring.grade(
        questions=[scoring.Question(i["type"], i["law"], keys[i["id"]].mask) for i in content.items],
        answers=answers,
        rules=rules,
    )
    pack = shuffle.paper(content=content, seed=sitting.seed)
    passed = marks.points >= exam.pass_mark
    return Result(
        sitting=sitting,
        session=sitting.session,
        person_id=sitting.candidate.person_id,
        subject=exam.subject,
        points=marks.points,
        total=marks.total,
        pass_mark=exam.pass_mark,
        passed=passed,
        passed_on=clock.day_of(sitting.closed_at or at) if passed else None,
        by_law=marks.by_law,
        item_answers=answers,
        item_points=list(marks.items),
        keys=[keys[pk].pk for pk in versions],
        paper_sha256=shuffle.paper_sha256(pack),
        answers_sha256=answers_sha256(sitting.pk, sitting.answers, sitting.texts),
        rules=rules.as_json(),
        made_at=at,
    )


def answers_by_item(sitting: Sitting) -> list[int]:
    """Return the answers of a sitting as masks over each item's own options, in the form's order."""
    content = content_of(sitting.form_id)
    places = shuffle.places(content=content, seed=sitting.seed)
    return by_item(places=places, answers=sitting.answers, texts=sitting.texts)[0]


def _record(sitting: Sitting, result: Result, by: Actor, at: datetime) -> None:
    person: Person = sitting.candidate.person
    closing = "exam.submit" if sitting.state == Sitting.State.SUBMITTED else "exam.expire"
    candidate = Actor(kind="person", person_id=person.pk, name=person.name)
    head = append(
        series=series_of(sitting.pk),
        by=candidate if closing == "exam.submit" else SYSTEM,
        at=sitting.closed_at or at,
        verb=closing,
        body={"sitting": sitting.pk, "seq": sitting.seq, "answers_sha256": result.answers_sha256},
    )
    append(
        series=series_of(sitting.pk),
        by=by,
        at=at,
        verb="exam.result",
        head=head,
        body={
            "sitting": sitting.pk,
            "result": result.pk,
            "person": person.pk,
            "name": person.name,
            "subject": result.subject,
            "points": result.points,
            "total": result.total,
            "pass_mark": result.pass_mark,
            "passed": result.passed,
            "paper_sha256": result.paper_sha256,
            "keys_sha256": hashlib.sha256(",".join(map(str, result.keys)).encode()).hexdigest(),
        },
    )
