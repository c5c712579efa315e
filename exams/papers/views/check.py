"""Whether a bank can meet a plan, told while the plan is written: a part of other pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.organisation import parameters
from enforcement.organisation.access import person_of
from enforcement.web.asked import number
from exams.access import administers
from exams.bank.sharing import banks_readable
from exams.models import Exam
from exams.papers.blueprint import Blueprint
from exams.papers.explain import conflicts_of
from exams.papers.forms.exam import ExamForm
from exams.papers.offered import offered
from exams.papers.problem import Problem
from exams.papers.queries import exam_or_404, home_agency, offered_to
from exams.papers.words import KINDS, say, words_of
from exams.parameters import FORMS


@require_POST
@allow(administers)
def check_plan(request: HttpRequest) -> HttpResponse:
    """Add up a plan as it is typed, and say whether the chosen bank can meet it."""
    bank = banks_readable(person_of(request).pk).filter(pk=_number(request.POST.get("bank_id"))).first()
    data = request.POST.copy()
    data["title"] = data.get("title") or "—"  # the plan alone is looked at; the name may come last
    form = ExamForm(
        data,
        offered=offered_to(request, bank.pk if bank else None),
        is_professional=False,
        is_new=False,
        initial={"row": [], "share": []},
    )
    if bank is None or not form.is_valid():
        return render(request, "exams/papers/_check.html", {"unfinished": True})
    facts = form.cleaned_data
    exam = Exam(agency=home_agency(request), bank=bank, minutes=facts["minutes"], pass_mark=facts["pass_mark"])
    return render(request, "exams/papers/_check.html", look(exam, facts["blueprint"], clock.now()))


@require_safe
@allow(administers)
def check_exam(request: HttpRequest, exam_id: int) -> HttpResponse:
    """Say whether the bank of an exam can meet its plan today."""
    exam = exam_or_404(request, exam_id)
    return render(request, "exams/papers/_check.html", look(exam, Blueprint.from_json(exam.blueprint), clock.now()))


def look(exam: Exam, plan: Blueprint, at: datetime) -> dict[str, Any]:
    """Return a plan added up, and what stands against as many papers as a session has by default."""
    papers = parameters.value(FORMS, agency=exam.agency, on=clock.day_of(at))
    offer = offered(exam=exam, blueprint=plan, opens_at=at)
    found = conflicts_of(Problem(plan, offer.items, offer.enemies, papers))
    seconds = 60 * exam.minutes // plan.items if plan.items else 0
    return {
        "items": plan.items,
        "marks": say(plan.marks),
        "seconds": seconds,
        "pass_mark": exam.pass_points,
        "pass_share": round(100 * exam.pass_mark / plan.marks) if plan.marks else 0,
        "sections": [
            {
                "kind": KINDS[kind],
                "items": n,
                "marks": say(n * points),
                "share": round(100 * n * points / plan.marks),
            }
            for (kind, points), n in plan.sections.items()
        ],
        "papers": papers,
        "usable": len(offer.items),
        "unused": offer.unused,
        "conflicts": [words_of(conflict, blueprint=plan, papers=papers) for conflict in found],
    }


def _number(given: str | None) -> int:
    return number(given) or 0
