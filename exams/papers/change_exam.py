"""Change an exam as long as none of its sessions was opened; afterwards its rules stand."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import NotFound, Refusal
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require
from exams.bank.sharing import require_taking
from exams.models import Bank, Exam, Session
from exams.papers.blueprint import Blueprint
from exams.papers.defaults import Terms
from exams.papers.exam_facts import demand_sound, facts_of, write


class ExamInUse(Refusal):
    """Refuse a change of the rules after a session was opened under them."""

    sentence = _("A session of this exam has been opened, so its rules cannot be changed any more.")
    remedy = _("Copy the exam, change the copy and hold further sessions under it.")


@transaction.atomic(durable=True)
def change_exam(
    *,
    exam_id: int,
    by: Actor,
    at: datetime,
    bank_id: int,
    title: str,
    field: str,
    blueprint: Blueprint,
    pass_mark: int,
    minutes: int,
    terms: Terms,
) -> Exam:
    """Change everything of an exam but its agency, family and subject. ``pass_mark`` is in 1/100 points.

    Sessions in preparation keep their own minutes.

    Raises:
        NotFound, NotAllowed, ExamInUse, WrongPlan, WrongPassMark, NoTitleOrTime, FieldMissing
    """
    exam = Exam.objects.select_for_update(of=("self",)).select_related("agency").filter(pk=exam_id).first()
    bank = Bank.objects.select_related("agency").filter(pk=bank_id).first()
    if exam is None or bank is None:
        raise NotFound
    require(by=by, duty="exam", agency=exam.agency)
    require_taking(by=by, bank=bank, agency=exam.agency)
    if is_in_use(exam):
        raise ExamInUse
    write(
        exam, bank=bank, title=title, field=field, blueprint=blueprint, pass_mark=pass_mark, minutes=minutes,
        terms=terms,
    )  # fmt: skip
    demand_sound(exam)
    exam.save()
    append(series=f"exam:{exam.pk}", by=by, at=at, verb="exam.change", body=facts_of(exam))
    return exam


def is_in_use(exam: Exam) -> bool:
    """Return whether a session was opened under the exam's rules."""
    untouched = [Session.State.DRAFT, Session.State.CANCELLED]
    return Session.objects.filter(exam=exam).exclude(state__in=untouched).exists()
