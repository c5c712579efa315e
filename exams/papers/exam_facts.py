"""The facts of an exam: written, judged and recorded alike when it is created and when it is changed."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from enforcement.errors import Invalid
from exams.models import Bank, Exam
from exams.papers.blueprint import Blueprint
from exams.papers.defaults import Terms
from exams.scoring import Rules

MOST_ITEMS = 400
MOST_MINUTES = 600


class WrongPlan(Invalid):
    """Refuse a plan that no bank could meet."""

    sentence = _("The plan needs at least one row, and every number in it within its bounds.")
    remedy = _("Check the numbers of items, the points, the levels and the shares; no more than 400 items.")


class WrongPassMark(Invalid):
    """Refuse an exam that nobody could pass, or everybody would."""

    sentence = _("The pass mark must be above 0 and within the points of the paper.")


class NoTitleOrTime(Invalid):
    """Refuse an exam without a title, without time, or without a sitting."""

    sentence = _("The exam needs a title, between 1 and 600 minutes, and at least one sitting a person.")


class FieldMissing(Invalid):
    """Refuse a professional paper that does not say its field."""

    sentence = _("A paper of professional law is of one field of enforcement.")
    article = "山东省行政执法监督条例第十条第二款"
    remedy = _("Choose the field, and a bank of that field.")


def write(
    exam: Exam,
    *,
    bank: Bank,
    title: str,
    field: str,
    blueprint: Blueprint,
    pass_mark: int,
    minutes: int,
    terms: Terms,
) -> None:
    """Write the facts into the columns of an exam, not yet into the database."""
    exam.bank, exam.title = bank, title.strip()
    exam.field = field.strip() if exam.subject == Exam.Subject.PROFESSIONAL else ""
    exam.blueprint, exam.pass_mark, exam.minutes = blueprint.as_json(), pass_mark, minutes
    exam.scoring = Rules.from_json({"multiple_rule": terms.multiple_rule, "fixed": terms.fixed}).as_json()
    exam.attempts, exam.training_hours, exam.retake_days = terms.attempts, terms.training_hours, terms.retake_days


def demand_sound(exam: Exam) -> None:
    """Refuse facts that make no exam.

    Raises:
        WrongPlan, WrongPassMark, NoTitleOrTime, FieldMissing
    """
    plan = Blueprint.from_json(exam.blueprint)
    if not (plan.is_sound and plan.items <= MOST_ITEMS):
        raise WrongPlan
    if not 0 < exam.pass_mark <= plan.marks:
        raise WrongPassMark(field="pass_mark")
    if not (exam.title and 0 < exam.minutes <= MOST_MINUTES and exam.attempts > 0):
        raise NoTitleOrTime(field="title" if not exam.title else "minutes")
    if exam.subject == Exam.Subject.PROFESSIONAL and not exam.field:
        raise FieldMissing(field="field")


def facts_of(exam: Exam) -> dict[str, Any]:
    """Return what the ledger keeps of an exam."""
    columns = (
        "title", "family", "subject", "field", "pass_mark", "minutes", "attempts", "training_hours", "retake_days",
        "blueprint", "scoring",
    )  # fmt: skip
    kept = {name: getattr(exam, name) for name in columns}
    return {"exam": exam.pk, "agency": exam.agency_id, "bank": exam.bank_id, **kept}
