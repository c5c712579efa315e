"""Decide an appeal: the result stands, or another takes its place. The candidate reads the grounds."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Refusal
from exams.marking.propose_regrade import ReasonNeeded
from exams.marking.recheck_appeal import AppealMovedOn, held_appeal, item_of
from exams.marking.remark import supersede
from exams.models import Appeal, GradeRun, HumanMark, Result, Sitting
from exams.sitting_ledger import record


class RecheckerDecides(Refusal):
    """Refuse a decision by the person who re-checked."""

    sentence = _("Who re-checked the paper does not decide the appeal.")
    remedy = _("Let another person with the duty decide.")


class NothingChanged(Refusal):
    """Refuse to call a result changed that is what it was."""

    sentence = _("Nothing changes the result: no other points were proposed, and no regrade took its place.")
    remedy = _("If a key is wrong, correct it in the bank and have the exam marked again; then decide.")


@transaction.atomic(durable=True)
def decide_appeal(*, appeal_id: int, by: Actor, at: datetime, outcome: str, grounds: str) -> Appeal:
    """Decide with grounds. ``changed`` writes the proposed points as marks, and a result in place of the old one.

    A result that a regrade superseded since counts as changed too: a wrong key is corrected for everybody alike.

    Raises:
        NotFound, NotAllowed, OwnAppeal, AppealMovedOn, RecheckerDecides, ReasonNeeded, NothingChanged, RegradeUnderWay
    """
    appeal, sitting = held_appeal(appeal_id, by)
    if appeal.state != Appeal.State.RECHECKED:
        raise AppealMovedOn
    if by.person_id == appeal.rechecked_by_id:
        raise RecheckerDecides
    if not grounds.strip():
        raise ReasonNeeded(field="grounds")
    if outcome == Appeal.Outcome.CHANGED:
        _change(appeal, sitting, by, at, grounds)
    appeal.state, appeal.outcome, appeal.decision = Appeal.State.DECIDED, outcome, grounds.strip()
    appeal.decided_at, appeal.decided_by_id = at, by.person_id
    appeal.save(update_fields=["state", "outcome", "decision", "decided_at", "decided_by"])
    record(
        sitting=sitting,
        by=by,
        at=at,
        verb="exam.decide_appeal",
        body={"appeal": appeal.pk, "outcome": outcome, "grounds": appeal.decision, "result": appeal.result_id},
    )
    return appeal


def _change(appeal: Appeal, sitting: Sitting, by: Actor, at: datetime, grounds: str) -> None:
    """Write the proposed points as marks after an appeal and have the paper marked with them.

    Raises:
        NothingChanged, RegradeUnderWay
    """
    marks: dict[str, int] = (appeal.recheck or {}).get("marks", {})
    for number, points in marks.items():
        HumanMark.objects.create(
            sitting=sitting, item=item_of(sitting, int(number)), part=HumanMark.Part.APPEAL,
            person_id=int(appeal.rechecked_by_id or 0), points=points, note=grounds.strip()[:500], made_at=at,
        )  # fmt: skip
    if marks:
        supersede(sitting_id=sitting.pk, by=by, at=at, kind=GradeRun.Kind.APPEAL, reason=grounds.strip()[:500])
    if not Result.objects.filter(supersedes_id=appeal.result_id).exists():
        raise NothingChanged
