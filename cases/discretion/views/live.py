"""The range while one types: a fragment for the forms that fix a fine."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.access import case_for, case_worker
from cases.discretion.assess import day_of_act, is_approved, judge, question_of
from cases.discretion.doubles import fined_elsewhere
from cases.discretion.measuring import Question, benchmarks
from cases.discretion.panel import said
from cases.discretion.verdict import Verdict
from cases.models import Case
from enforcement import clock
from enforcement.access import allow
from enforcement.web.asked import numbers


@require_safe
@allow(case_worker)
def live(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with the range for what is typed, or for the last weighing where no benchmark is chosen."""
    case = case_for(request, pk)
    weighing = case.weighings.order_by("made_on", "pk").last()
    question = typed(request, case)
    approved = False
    if question is None and weighing is not None:
        question, approved = question_of(case, weighing, clock.today()), is_approved(case, weighing)
    fine = amount(request.GET.get("fine", ""))
    verdict = judge(case, question, fine or None, approved=approved) if question else Verdict()
    fined = fined_elsewhere([case.pk]).get(case.pk, ())
    return render(request, "cases/discretion/_verdict.html", {**said(verdict), "fined": fined})


def typed(request: HttpRequest, case: Case) -> Question | None:
    """Return the question that the fields ask, None without a benchmark."""
    ids = numbers(request.GET.getlist("benchmark_ids"))
    found = benchmarks(ids)
    if not found:
        return None
    return Question(
        found[0], clock.today(), grade=request.GET.get("grade", ""), base=amount(request.GET.get("base", "")),
        circumstances=tuple(request.GET.getlist("circumstances")), effect=request.GET.get("effect", ""),
        act_on=day_of_act(case), norms=found[1:],
    )  # fmt: skip


def amount(text: str) -> Decimal | None:
    """Return an amount that is being typed, None for what is no amount yet."""
    try:
        found = Decimal(text.replace(",", "").strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() and 0 <= found < Decimal(10) ** 12 else None
