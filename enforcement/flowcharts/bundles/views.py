"""Pages on which bundles of charts are made, looked into and taken in."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from enforcement import clock
from enforcement.access import allow
from enforcement.errors import Refusal
from enforcement.flowcharts.access import may_draft, may_work
from enforcement.flowcharts.bpmn import BpmnRefused, parse
from enforcement.flowcharts.bundles import signed
from enforcement.flowcharts.bundles.bundle import pack, unpack
from enforcement.flowcharts.bundles.forms import LookForm, PackForm, TakeForm
from enforcement.flowcharts.bundles.take_in import take_in
from enforcement.flowcharts.views.staff import listing_faults
from enforcement.organisation.access import actor_of, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.web.acts import act_page


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_work)
def chart_pack(request: HttpRequest) -> HttpResponse:
    """Make a bundle of published charts, signed with the key of this installation."""
    form = PackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = clock.now()
        response = HttpResponse(pack(form.cleaned_data["versions"], at=now), content_type="application/json")
        response["Content-Disposition"] = f'attachment; filename="charts-{clock.day_of(now):%Y%m%d}.json"'
        return response
    public = signed.public_key()
    return render(
        request, "flowcharts/bundles/pack.html", {"form": form, "key": public, "key_id": signed.key_id(public)},
        status=422 if form.errors else 200,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_draft)
def chart_unpack(request: HttpRequest) -> HttpResponse:
    """Look into a bundle: who signed it, and what would come."""
    agencies = agencies_where(person_id=person_of(request).pk, duties={"chart"})
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = LookForm(*given, agencies=agencies, initial={"agency": agencies.first()})
    if given and form.is_valid():
        agency, content = form.cleaned_data["agency"], form.cleaned_data["bundle"]
        try:
            held = unpack(content, agency=agency)
        except Refusal as refusal:
            form.add_error("bundle", f"{refusal.sentence} {refusal.remedy}")
        else:
            take = TakeForm(agencies=agencies, initial={"agency": agency, "bundle": content.decode()})
            told = {"form": take, "held": held, "charts": [_looked_at(chart) for chart in held.charts]}
            return render(request, "flowcharts/bundles/look.html", told)
    return render(request, "flowcharts/bundles/unpack.html", {"form": form}, status=422 if form.errors else 200)


def _looked_at(chart: dict[str, Any]) -> dict[str, Any]:
    """Return what is shown of a chart of a bundle: its name and size, or what is wrong with it."""
    try:
        graph = parse(chart["bpmn"].encode())
    except BpmnRefused as refused:
        return {**chart, "problems": refused.problems}
    return {**chart, "name": graph.name, "steps": len(graph.steps)}


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_draft)
def chart_take_in(request: HttpRequest) -> HttpResponse:
    """Take in the bundle that was looked into: all of its charts as drafts, or none."""
    if request.method != "POST":
        return redirect("chart_unpack")
    agencies = agencies_where(person_id=person_of(request).pk, duties={"chart"})
    return act_page(
        request,
        form_class=TakeForm,
        form_arguments={"agencies": agencies},
        act=listing_faults(request, partial(take_in, by=actor_of(request), at=clock.now())),
        success_url=reverse("chart_drafts"),
        done=lambda made: _("%(n)s drafts were made. Look at each, then submit it.") % {"n": len(made)},
        template="flowcharts/bundles/look.html",
    )
