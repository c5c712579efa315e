"""Re-check a paper after an appeal: what marking again gives, words, other points for answers in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, Refusal
from enforcement.organisation.duties.holding import require
from exams import shuffle
from exams.forms_frozen import content_of
from exams.marking.findings import findings
from exams.marking.propose_regrade import ReasonNeeded
from exams.models import Appeal, HumanMark, ItemType, Sitting
from exams.scoring import Rules, questions_of
from exams.sitting_ledger import record


class AppealMovedOn(Refusal):
    """Refuse a step that the appeal does not have open now."""

    sentence = _("This appeal is at another step by now.")
    remedy = _("Reload the page to see where it stands.")


class OwnAppeal(Refusal):
    """Refuse a candidate who would work on the own appeal."""

    sentence = _("Nobody works on their own appeal.")
    remedy = _("Leave it to another administrator.")


class NotInWords(Invalid):
    """Refuse other points for a question that people do not mark, or out of its bounds."""

    sentence = _("Other points can be proposed for answers in words only, between 0 and the points of the question.")


class MarkedBefore(Refusal):
    """Refuse other points from somebody who marked the same answer."""

    sentence = _("You marked this answer yourself.")
    remedy = _("Let somebody else re-check it.")


@transaction.atomic(durable=True)
def recheck_appeal(
    *, appeal_id: int, by: Actor, at: datetime, words: str, marks: Mapping[int, int] | None = None
) -> Appeal:
    """Keep what marking again gives with the re-checker's words; ``marks`` proposes points (1/100) by question number.

    Raises:
        NotFound, NotAllowed, AppealMovedOn, OwnAppeal, ReasonNeeded, NotInWords, MarkedBefore
    """
    appeal, sitting = held_appeal(appeal_id, by)
    if appeal.state != Appeal.State.FILED:
        raise AppealMovedOn
    if not words.strip():
        raise ReasonNeeded(field="words")
    proposed = {number: points for number, points in (marks or {}).items() if points is not None}
    for number, points in proposed.items():
        _check(sitting, appeal, number, points, by)
    found = findings(sitting=sitting, result=appeal.result)
    appeal.recheck = {**found, "words": words.strip(), "marks": {str(n): points for n, points in proposed.items()}}
    appeal.state, appeal.rechecked_at, appeal.rechecked_by_id = Appeal.State.RECHECKED, at, by.person_id
    appeal.save(update_fields=["recheck", "state", "rechecked_at", "rechecked_by"])
    record(
        sitting=sitting,
        by=by,
        at=at,
        verb="exam.recheck_appeal",
        body={
            "appeal": appeal.pk,
            **{name: found[name] for name in ("paper", "answers", "journal", "points", "again", "corrected")},
            "marks": appeal.recheck["marks"],
            "words": appeal.recheck["words"],
        },
    )
    return appeal


def held_appeal(appeal_id: int, by: Actor) -> tuple[Appeal, Sitting]:
    """Return an appeal and its sitting, both held, for a person with the duty who is not the candidate.

    Raises:
        NotFound, NotAllowed, OwnAppeal
    """
    sitting_id = Appeal.objects.filter(pk=appeal_id).values_list("result__sitting_id", flat=True).first()
    if sitting_id is None:
        raise NotFound
    sitting = (
        Sitting.objects.select_for_update(of=("self",))
        .select_related("session__exam__agency", "candidate__person", "candidate__agency")
        .get(pk=sitting_id)
    )
    require(by=by, duty="exam", agency=sitting.session.exam.agency)
    appeal = Appeal.objects.select_for_update(of=("self",)).select_related("result").get(pk=appeal_id)
    if by.person_id is None:
        raise NotAllowed
    if by.person_id == appeal.person_id:
        raise OwnAppeal
    return appeal, sitting


def item_of(sitting: Sitting, number: int) -> int:
    """Return the index in the form of a question by its number on the screen.

    Raises:
        NotInWords: if the paper has no such question.
    """
    places = shuffle.places(content=content_of(sitting.form_id), seed=sitting.seed)
    if not 1 <= number <= len(places):
        raise NotInWords
    return places[number - 1].item


def _check(sitting: Sitting, appeal: Appeal, number: int, points: int, by: Actor) -> None:
    item = item_of(sitting, number)
    question = questions_of(content_of(sitting.form_id), Rules.from_json(appeal.result.rules))[item]
    if question.type != ItemType.SHORT_ANSWER or not 0 <= points <= question.full:
        raise NotInWords
    if HumanMark.objects.filter(sitting=sitting, item=item, person_id=by.person_id or 0).exists():
        raise MarkedBefore
