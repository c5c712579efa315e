"""Mark one paper again: what it comes to now takes the place of its result, which stays as it was written."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Refusal
from exams.marking.grading import graded, kept_key_set
from exams.marking.human import points_by_people
from exams.marking.recording import keys_sha256, record_superseding
from exams.models import Exam, GradeRun, RegradeProposal, Result, Sitting
from exams.scoring import Rules
from exams.sitting_refusals import SittingNotFound


class RegradeUnderWay(Refusal):
    """Refuse to mark one paper while all papers of its exam are being marked again."""

    sentence = _("All papers of this exam are being marked again just now.")
    remedy = _("Try again when that is done.")


@transaction.atomic(durable=True)
def remark(*, sitting_id: int, by: Actor, at: datetime, kind: str, reason: str) -> Result | None:
    """Mark a paper again and return its current result, as ``supersede`` does, in a transaction of its own.

    Raises:
        SittingNotFound, RegradeUnderWay, WaitsForMarkers, NothingToMark
    """
    return supersede(sitting_id=sitting_id, by=by, at=at, kind=kind, reason=reason)


def supersede(*, sitting_id: int, by: Actor, at: datetime, kind: str, reason: str) -> Result | None:
    """Mark a paper again inside the caller's transaction and return its current result.

    ``kind`` is a ``GradeRun.Kind``. It is marked by the rules of its exam, with the keys of its present result, so that
    a corrected key reaches all papers at once (a regrade) and never one alone. Nothing is written where answers, points
    and outcome are the same, and None is returned for a paper that nobody has marked: the next marking takes it so.

    Raises:
        SittingNotFound, RegradeUnderWay, WaitsForMarkers, NothingToMark
    """
    sitting = (
        Sitting.objects.select_for_update(of=("self",))
        .select_related("session__exam__agency", "candidate__person", "candidate__agency")
        .filter(pk=sitting_id)
        .first()
    )
    if sitting is None:
        raise SittingNotFound
    old = Result.objects.filter(sitting=sitting, superseded_by=None).first()
    if old is None:
        return None
    refuse_during_regrade(sitting.session.exam)
    new = _again(sitting, old, at)
    if _same(old, new):
        return old
    run = GradeRun.objects.create(
        exam=sitting.session.exam, kind=kind, keys_sha256=keys_sha256(new.keys), rules_version=new.rules["version"],
        reason=reason, results=1, made_at=at, made_by=by.name,
    )  # fmt: skip
    new.supersedes, new.run = old, run
    new.save(force_insert=True)
    record_superseding([(old, new)], run=run, reason=reason, by=by, at=at)
    return new


def refuse_during_regrade(exam: Exam) -> None:
    """Refuse while a regrade of an exam is being applied, and hold off the next one until the transaction ends.

    Raises:
        RegradeUnderWay
    """
    Exam.objects.select_for_update(of=("self",), no_key=True).get(pk=exam.pk)
    if RegradeProposal.objects.filter(exam=exam, state=RegradeProposal.State.APPROVED).exists():
        raise RegradeUnderWay


def _again(sitting: Sitting, old: Result, at: datetime) -> Result:
    exam, rules = sitting.session.exam, Rules.from_json(old.rules)
    return graded(
        sitting=sitting,
        exam=exam,
        rules=rules,
        keys=kept_key_set(old.keys),
        pass_mark=old.pass_mark,
        human=points_by_people([sitting], exam.agency, rules).get(sitting.pk, {}),
        at=at,
    )


def _same(old: Result, new: Result) -> bool:
    names = ("answers_sha256", "points", "total", "passed", "item_points", "keys")
    return all(getattr(old, name) == getattr(new, name) for name in names)
