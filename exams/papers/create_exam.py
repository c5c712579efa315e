"""Create an exam: what is not said comes from the agency's settings of that day, and stays with the exam."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import NotFound
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency
from exams.bank.sharing import require_taking
from exams.models import Bank, Exam
from exams.papers.blueprint import Blueprint
from exams.papers.defaults import Terms, exam_defaults
from exams.papers.exam_facts import demand_sound, facts_of, write


@transaction.atomic(durable=True)
def create_exam(
    *,
    agency_id: int,
    by: Actor,
    at: datetime,
    bank_id: int,
    title: str,
    family: str,
    subject: str,
    field: str = "",
    blueprint: Blueprint | None = None,
    pass_mark: int | None = None,
    minutes: int | None = None,
    terms: Terms | None = None,
) -> Exam:
    """Create an exam of one cycle. ``pass_mark`` is in 1/100 points; what is None comes from the settings.

    Raises:
        NotFound, NotAllowed, WrongPlan, WrongPassMark, FieldMissing
    """
    agency = Agency.objects.filter(pk=agency_id).first()
    bank = Bank.objects.select_related("agency").filter(pk=bank_id).first()
    if agency is None or bank is None:
        raise NotFound
    require(by=by, duty="exam", agency=agency)
    require_taking(by=by, bank=bank, agency=agency)
    given = exam_defaults(family=family, agency=agency, on=clock.day_of(at))
    exam = Exam(agency=agency, made_at=at, made_by=by.name, family=family, subject=subject)
    write(
        exam,
        bank=bank,
        title=title,
        field=field,
        blueprint=blueprint or given.blueprint,
        pass_mark=given.pass_mark if pass_mark is None else pass_mark,
        minutes=given.minutes if minutes is None else minutes,
        terms=terms or given.terms,
    )
    demand_sound(exam)
    exam.save(force_insert=True)
    append(series=f"exam:{exam.pk}", by=by, at=at, verb="exam.create", body=facts_of(exam))
    return exam
