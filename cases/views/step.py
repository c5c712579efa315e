"""The page of a step, and of an act beside: what the law asks, then the form."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cases.access import case_for, case_worker, duties_on, is_recused
from cases.asking import asked
from cases.finding import typed
from cases.lights import step_timed
from cases.models import Case
from cases.pages import PAGES, Page, page_of
from cases.queries import open_steps
from cases.sent_back import sent_back
from cases.views.case import clocks_of, lights_of
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotAllowed, NotFound
from enforcement.flowcharts.models import StepRecord
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.acts import act_page


@allow(case_worker)
def step(request: HttpRequest, pk: int, record_id: UUID) -> HttpResponse:
    """Show one step: its form to whoever may do it, and to others who that is."""
    case = case_for(request, pk)
    record = StepRecord.objects.select_related("node").filter(pk=record_id, run=case.run).first()
    if record is None or record.node.kind != "task":
        raise NotFound
    page = page_of(record.node.act)
    may = bool(asked(record).duties & duties_on(request, case))
    return _answer(request, case, record, page, may=may)


@allow(case_worker)
def beside(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Show an act that is possible while a step is open."""
    case = case_for(request, pk)
    page = PAGES.get(act)
    record = open_step_for(case, page) if page else None
    if page is None or record is None or (page.offered and not page.offered(case)):
        raise NotFound
    return _answer(request, case, record, page, may=page.is_for(duties_on(request, case)))


def open_step_for(case: Case, page: Page) -> StepRecord | None:
    """Return the open step beside which an act is possible; the last step of all for one that waits for none."""
    if page.any_time:
        return StepRecord.objects.filter(run=case.run).select_related("node").order_by("-entered_at").first()
    rows = open_steps().filter(run=case.run, node__act__in=page.step_acts).select_related("node")
    return rows.order_by("entered_at").first()


def is_beside(page: Page) -> bool:
    """Return whether a page closes no step."""
    return bool(page.step_acts) or page.any_time


def _answer(request: HttpRequest, case: Case, record: StepRecord, page: Page, *, may: bool) -> HttpResponse:
    barred = is_recused(request, case)
    may = may and not barred
    is_open, today, points = record.left_at is None, clock.today(), lights_of(case)
    context: dict[str, Any] = {
        "case": case, "record": record, "page": page, "asked": asked(record), "may": may, "barred": barred,
        "finished": record.left_at is not None and not is_beside(page) and request.method != "POST",
        "is_beside": is_beside(page), "case_url": reverse("case", args=[case.pk]),
        "light": step_timed(record, today, points).light if is_open else "",
        "clocks": clocks_of(case, today, points) if is_open else [],
        "sent_back": sent_back(case, record) if is_open and not is_beside(page) else None,
        "heading": page.title if is_beside(page) else record.node.title,
    }  # fmt: skip
    if request.method == "POST" and not may:
        raise NotAllowed
    if context["finished"]:
        return render(request, "cases/step.html", context)
    if page.context:
        context |= page.context(request, case, record)
    if not may:
        return render(request, page.template, context)
    return _form(request, case, record, page, context)


def _form(request: HttpRequest, case: Case, record: StepRecord, page: Page, context: dict[str, Any]) -> HttpResponse:
    """Show the form with what the person typed before, and do the act; then what was typed is thrown away."""
    me, act = person_of(request).pk, page.act if is_beside(page) else f"{page.act}:{record.pk}"
    kept, context["typed_at"] = typed.found(person_id=me, case=case, act=act)
    context["typed_url"] = reverse("case_typed", args=[case.pk, act])
    do = partial(page.do, case_id=case.pk, by=actor_of(request), at=clock.now())

    def form(*args: Any, **kwargs: Any) -> BaseForm:
        made = page.form(*args, **kwargs)
        typed.restore(made, kept)
        return made

    def done(**facts: Any) -> Any:
        result = do(**facts)
        typed.forget(person_id=me, case_id=case.pk, act=act)
        return result

    return act_page(
        request,
        form_class=form,
        form_arguments={"case": case, "record": record, "request": request},
        act=done,
        success_url=context["case_url"],
        template=page.template,
        context=context,
    )
