"""The pages of issues of benchmarks: take one in, look at it, publish it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.discretion.checking import check
from cases.discretion.import_benchmarks import import_benchmarks
from cases.discretion.issue_form import IssueForm
from cases.discretion.models import BenchmarkSet
from cases.discretion.publish_benchmarks import publish_benchmarks
from cases.discretion.sentences import sentence_of
from cases.discretion.template import template
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, duty, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Lister
from enforcement.web.templatetags.ui import badge
from enforcement.web.times import say_day

ISSUING = duty("review", "decide")
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@allow(ISSUING)
def issues(request: HttpRequest) -> HttpResponse:
    """List the issues of one's agencies."""
    return render(request, "cases/discretion/issues.html", {"listing": LISTER.page(request, _mine(request))})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(duty("review"))
def take_in(request: HttpRequest) -> HttpResponse:
    """Check a workbook; take it in if it was not only to be checked and every cell is right."""
    agencies = list(agencies_where(person_id=person_of(request).pk, duties={"review"}))
    context: dict[str, Any] = {}
    if request.method == "POST" and (answer := _checked(request, agencies, context)):
        return answer
    return act_page(
        request,
        form_class=IssueForm,
        form_arguments={"agencies": agencies},
        context=context,
        act=lambda **facts: import_benchmarks(by=actor_of(request), at=clock.now(), **_without_dry(facts)),
        success_url=lambda made: reverse("benchmark_set", args=[made.pk]),
        template="cases/discretion/take_in.html",
        done=_("Taken in. Another person publishes it."),
    )


def _checked(request: HttpRequest, agencies: list[Any], context: dict[str, Any]) -> HttpResponse | None:
    """Add what the check found; answer at once if it was only to be checked or found a mistake."""
    form = IssueForm(request.POST, request.FILES, agencies=agencies)
    if not form.is_valid():
        return None
    agency = next(a for a in agencies if a.pk == form.cleaned_data["agency_id"])
    found = check(form.cleaned_data["content"], agency)
    context |= {"checked": found, "problems": [(p.cell, sentence_of(p)) for p in found.problems[:200]], "form": form}
    if not found.problems and not form.cleaned_data["only_check"]:
        return None
    return render(request, "cases/discretion/take_in.html", context, status=422 if found.problems else 200)


@require_safe
@allow(ISSUING)
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an issue with its benchmarks."""
    found = _one(request, pk)
    mine = found.drafted_by_id == person_of(request).pk
    rows = found.benchmarks.prefetch_related("grades")
    may = agencies_where(person_id=person_of(request).pk, duties={"decide"}).filter(pk=found.agency_id).exists()
    return render(request, "cases/discretion/issue.html", {"issue": found, "rows": rows, "mine": mine, "may": may})


@require_POST
@allow(duty("decide"))
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish an issue."""
    publish_benchmarks(issue_id=_one(request, pk).pk, by=actor_of(request), at=clock.now())
    return redirect("benchmark_set", pk)


@require_safe
@allow(ISSUING)
def workbook(_request: HttpRequest) -> HttpResponse:
    """Answer with the empty workbook."""
    response = HttpResponse(template(), content_type=WORKBOOK)
    response["Content-Disposition"] = "attachment; filename=benchmarks.xlsx"
    return response


def _mine(request: HttpRequest) -> Any:
    where = agencies_where(person_id=person_of(request).pk, duties={"review", "decide"})
    return BenchmarkSet.objects.filter(agency__in=where).select_related("agency", "drafted_by", "published_by")


def _one(request: HttpRequest, pk: int) -> BenchmarkSet:
    found: BenchmarkSet | None = _mine(request).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _without_dry(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name not in {"only_check", "file"}}


LISTER = Lister(
    caption=gettext_lazy("Issues of benchmarks"),
    columns=(
        Column(
            "title", gettext_lazy("Title"), str, sort=("title",), link=lambda i: reverse("benchmark_set", args=[i.pk])
        ),
        Column("agency", gettext_lazy("Agency"), lambda i: i.agency.title, sort=("agency__path",)),
        Column("from", gettext_lazy("In force from"), lambda i: say_day(i.from_on), sort=("from_on",)),
        Column("by", gettext_lazy("Taken in by"), lambda i: i.drafted_by.name),
        Column(
            "state",
            gettext_lazy("State"),
            lambda i: badge(_("published"), "ok") if i.published_at else badge(_("to be published"), "wait"),
        ),
    ),
    order="-from",
)
