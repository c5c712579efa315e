"""Assess the terms of a penalty against the benchmark of the case (行政处罚法第三十四条)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from cases.discretion.measuring import Question, benchmarks, measure, said_of, shares_for
from cases.discretion.models import Weighing
from cases.discretion.ranges import Span
from cases.discretion.verdict import Measured, Verdict
from cases.discretion.wording import yuan
from cases.models import Case
from cases.terms import Terms


def assess(case: Case, terms: Terms | None, on: date) -> Verdict:
    """Return what the last weighing of a case says of some terms, as of a day; without terms the range alone.

    Nothing is refused here: rule R27 judges the same numbers at the acts.
    """
    weighing = case.weighings.order_by("made_on", "pk").last()
    question = question_of(case, weighing, on) if weighing else None
    if weighing is None or question is None:
        return Verdict(explanation=(_("The case has not been weighed on a benchmark yet."),))
    fine = terms.fine if terms is not None and "fine" in terms.kinds else None
    return judge(case, question, fine, approved=is_approved(case, weighing))


def judge(case: Case, question: Question, fine: Decimal | None, *, approved: bool = False) -> Verdict:
    """Return the verdict on a fine for a question that is asked, none for the range alone."""
    measured = measure(question, shares_for(case.agency, question.on))
    if fine is None:
        return Verdict(measured, explanation=measured.explanation)
    within, lawful = measured.range.holds(fine), is_lawful(measured.statute, measured.effect, fine)
    said = _said(measured, fine, within=within, lawful=lawful, approved=approved)
    return Verdict(measured, fine, within, lawful, approved, (*measured.explanation, said))


def question_of(case: Case, weighing: Weighing, on: date) -> Question | None:
    """Return the question that a weighing of a case asked, as of a day; None if its benchmark is gone."""
    found = benchmarks([weighing.benchmark_id, *weighing.norms])
    if not found:
        return None
    return Question(
        found[0], on, grade=weighing.grade, base=weighing.base, circumstances=tuple(weighing.circumstances),
        effect=weighing.effect, act_on=day_of_act(case), norms=found[1:],
    )  # fmt: skip


def day_of_act(case: Case) -> date | None:
    """Return the day by which the law is chosen: the end of a continuing act, else its day."""
    stated = getattr(case, "limitation", None)
    return (stated.ended_on if stated else None) or case.act_on


def is_lawful(statute: Span, effect: str, fine: Decimal) -> bool:
    """Return whether the statute allows a fine at all: below its minimum only where the law mitigates."""
    if effect == "exempt":
        return not fine
    return (Decimal(0) if effect == "mitigate" else statute.low) <= fine <= statute.high


def is_approved(case: Case, weighing: Weighing) -> bool:
    """Return whether the main head approved the departure, or a discussion was concluded after the weighing."""
    if weighing.approved_on is not None:
        return True
    return case.discussions.filter(concluded_on__gte=weighing.made_on).exists()


def _said(measured: Measured, fine: Decimal, *, within: bool, lawful: bool, approved: bool) -> str:
    told = {"fine": yuan(fine), "range": said_of(measured.range), "statute": said_of(measured.statute)}
    if not lawful:
        return _("%(fine)s yuan is outside what the law allows: %(statute)s.") % told
    if within:
        return _("%(fine)s yuan lies within the range: %(range)s.") % told
    if approved:
        return _("%(fine)s yuan departs from the range (%(range)s); the departure is approved.") % told
    return (
        _("%(fine)s yuan departs from the range (%(range)s): the main head's approval or a discussion is needed.")
        % told
    )
