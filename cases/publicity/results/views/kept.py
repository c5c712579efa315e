"""The staff's pages of results: what waits, what was written, and one result with what may be done next."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cases.publicity.results.access import CHECKERS, WRITERS, agencies_of, result_for, sees
from cases.publicity.results.models import ShownResult
from cases.publicity.results.terms import due_of, waiting
from cases.publicity.results.wording import GROUNDS
from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import duties_of, person_of
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge, day

SHOWN = 50
STATES = (
    ("draft", _("waits to be checked")), ("public", _("shown to the public")), ("withheld", _("kept from the public")),
    ("withdrawn", _("withdrawn")),
)  # fmt: skip
TONES = {"draft": "wait", "public": "ok", "withheld": "plain", "withdrawn": "stop"}


def state_of(one: ShownResult) -> str:
    """Return where a result stands: draft, public, withheld or withdrawn."""
    if one.withdrawn_on:
        return "withdrawn"
    return "public" if one.published_on else "withheld" if one.withheld_on else "draft"


def _state(rows: Any, code: str) -> Any:
    known = {
        "withdrawn": {"withdrawn_on__isnull": False}, "withheld": {"withheld_on__isnull": False},
        "public": {"withdrawn_on__isnull": True, "published_on__isnull": False},
    }  # fmt: skip
    return rows.filter(**known.get(code, {"published_on__isnull": True, "withheld_on__isnull": True}))


LIST = Lister(
    caption=_("Results for the public"),
    columns=(
        Column("number", _("Document number"), lambda r: r.number, sort=("number",),
               link=lambda r: reverse("result_kept", args=[r.pk])),
        Column("kind", _("Kind"), lambda r: r.get_kind_display()),
        Column("object", _("Person or firm concerned"), lambda r: r.object_shown or "—"),
        Column("agency", _("Agency"), lambda r: r.agency.title, sort=("agency__path",)),
        Column("on", _("Day of the result"), lambda r: day(r.done_on), sort=("done_on",)),
        Column("due", _("Due on"), lambda r: day(r.due_on), sort=("due_on",)),
        Column("state", _("State"), lambda r: badge(str(dict(STATES)[state_of(r)]), TONES[state_of(r)])),
    ),
    order="-on",
    filters=(
        Filter("q", _("Number or object"),
               lambda rows, q: rows.filter(number__icontains=q) | rows.filter(object_shown__icontains=q)),
        Filter("kind", _("Kind"), lambda rows, code: rows.filter(kind=code), options=ShownResult.Kind.choices),
        Filter("state", _("State"), _state, options=STATES),
    ),
)  # fmt: skip


@require_safe
@allow(sees)
def results_kept(request: HttpRequest) -> HttpResponse:
    """List the inspections of one's agencies whose result waits, and the results that were written."""
    mine = agencies_of(request).values("pk")
    held = waiting().filter(agency__in=mine, shown_results__isnull=True).order_by("held_on", "pk")
    return render(request, "publicity/results/kept.html", {
        "waiting": [(one, due_of(one.agency, "inspection", one.held_on)) for one in held[:SHOWN]],
        "today": clock.today(), "more": max(held.count() - SHOWN, 0),
        "listing": LIST.page(request, ShownResult.objects.filter(agency__in=mine).select_related("agency")),
        "writes": bool({*WRITERS} & duties_of(request)), "checks": bool({*CHECKERS} & duties_of(request)),
    })  # fmt: skip


@require_safe
@allow(sees)
def result_kept(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a result as the public will read it, and what may be done with it."""
    one = result_for(request, pk)
    state = state_of(one)
    return render(request, "publicity/results/one.html", {
        "result": one, "state": state, "says": dict(STATES)[state], "tone": TONES[state],
        "article": GROUNDS.get(one.withheld_ground, ""), "mine": one.writer_id == person_of(request).pk,
        "checks": agencies_of(request, *CHECKERS).filter(pk=one.agency_id).exists(),
        "writes": agencies_of(request, *WRITERS).filter(pk=one.agency_id).exists(),
    })  # fmt: skip
