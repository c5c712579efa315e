"""Mark closed sittings. Anyone may call it at any time: it finds the result that is there, or writes it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import SYSTEM, Actor
from enforcement.errors import Refusal
from exams.marking.grading import current_key_sets, graded
from exams.marking.human import points_by_people
from exams.marking.recording import record_first
from exams.models import Result, Sitting
from exams.scoring import Rules
from exams.sitting_refusals import SittingNotFound
from exams.states import effective_state


class NotClosed(Refusal):
    """Refuse to mark a paper that can still change."""

    sentence = _("This paper is not closed yet, so it has no result.")
    remedy = _("Submit it, or wait until its time is over.")


class IsVoid(Refusal):
    """Refuse to mark a paper that was declared void."""

    sentence = _("This paper was declared void, so it has no result.")
    remedy = _("Ask the exam administrator, who knows the reason.")


@transaction.atomic(durable=True)
def mark(*, sitting_id: int, by: Actor = SYSTEM, at: datetime) -> Result:
    """Return the current result of a closed sitting, written now if nobody has marked it.

    Raises:
        SittingNotFound, IsVoid, NotClosed, WaitsForMarkers, NothingToMark
    """
    sitting = (
        Sitting.objects.select_for_update(of=("self",))
        .select_related("session__exam__agency", "candidate__person", "candidate__agency")
        .filter(pk=sitting_id)
        .first()
    )
    if sitting is None:
        raise SittingNotFound
    found = Result.objects.filter(sitting=sitting, superseded_by=None).first()
    if found is not None:
        return found
    close(sitting, at)
    exam = sitting.session.exam
    rules = Rules.from_json(exam.scoring)
    result = graded(
        sitting=sitting, exam=exam, rules=rules, keys=current_key_sets([sitting.form_id])[sitting.form_id],
        human=points_by_people([sitting], exam.agency, rules).get(sitting.pk, {}), at=at,
    )  # fmt: skip
    result.save(force_insert=True)
    record_first([result], by=by, at=at)
    return result


def close(sitting: Sitting, at: datetime) -> None:
    """Write down that a sitting is over if its time is; the caller holds its row.

    Raises:
        IsVoid, NotClosed
    """
    state = effective_state(sitting, at)
    if state == Sitting.State.VOIDED:
        raise IsVoid
    if state not in Sitting.CLOSED:
        raise NotClosed
    if sitting.closed_at is None:
        sitting.state, sitting.closed_at = Sitting.State.EXPIRED, sitting.deadline_at
        sitting.save(update_fields=["state", "closed_at"])
