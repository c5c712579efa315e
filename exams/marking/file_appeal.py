"""Appeal against a result: the candidate names questions and says why; somebody re-checks, another decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, Refusal
from exams.marking.appeal_window import last_day
from exams.marking.propose_regrade import ReasonNeeded
from exams.models import Appeal, GradeRun, Result, Sitting
from exams.sitting_ledger import record


class NotSeenYet(Refusal):
    """Refuse an appeal against a result that is not released."""

    sentence = _("There is no released result to appeal against.")
    remedy = _("Wait until the results are released.")


class AppealTooLate(Refusal):
    """Refuse an appeal after its time."""

    sentence = _("The time to appeal is over.")
    remedy = _("Ask the exam administrator if you could not appeal in time.")


class AppealedAlready(Refusal):
    """Refuse a second appeal against the same result, and one against what an appeal decided."""

    sentence = _("This result has been appealed against already.")
    remedy = _("Read where the appeal stands, or its decision, below your result.")


class NoSuchQuestion(Invalid):
    """Refuse a question that the paper does not have."""

    sentence = _("Your paper has no such question.")


@transaction.atomic(durable=True)
def file_appeal(*, sitting_id: int, by: Actor, at: datetime, items: Sequence[int], reason: str) -> Appeal:
    """Appeal against one's own current result; ``items`` are question numbers on the screen, none for the whole.

    Raises:
        NotFound (also for anybody else's), NotSeenYet, AppealTooLate, AppealedAlready, NoSuchQuestion, ReasonNeeded
    """
    sitting = (
        Sitting.objects.select_for_update(of=("self",))
        .select_related("session__exam__agency", "candidate__person", "candidate__agency")
        .filter(pk=sitting_id, candidate__person_id=by.person_id or 0)
        .first()
    )
    if sitting is None:
        raise NotFound
    result = current_result(sitting)
    until = last_day(result) if result else None
    if result is None or until is None:
        raise NotSeenYet
    if was_appealed(result):
        raise AppealedAlready
    if clock.day_of(at) > until:
        raise AppealTooLate
    if not all(1 <= number <= len(sitting.answers) for number in items):
        raise NoSuchQuestion(field="items")
    if not reason.strip():
        raise ReasonNeeded(field="reason")
    made = Appeal.objects.create(
        result=result, person_id=int(by.person_id or 0), items=sorted(set(items)), reason=reason.strip(), filed_at=at
    )
    record(
        sitting=sitting,
        by=by,
        at=at,
        verb="exam.file_appeal",
        body={"appeal": made.pk, "result": result.pk, "items": made.items, "reason": made.reason},
    )
    return made


def current_result(sitting: Sitting) -> Result | None:
    """Return the current result of a sitting with its session, exam and run."""
    rows = Result.objects.select_related("session__exam__agency", "run")
    return rows.filter(sitting=sitting, superseded_by=None).first()


def was_appealed(result: Result) -> bool:
    """Return whether a result has an appeal, or is what an appeal decided."""
    decided = result.run is not None and result.run.kind == GradeRun.Kind.APPEAL
    return decided or Appeal.objects.filter(result=result).exists()
