"""The register of inspections outside cases: the list, and the form that enters one."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from cases.evidence.inspections.following import prepared, with_following
from cases.evidence.inspections.forms import InspectionForm
from cases.evidence.inspections.frequency import cap, faults
from cases.evidence.inspections.register_inspection import register_inspection
from cases.models import Inspection
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, duties_of, duty, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge, day

SEES = ("handle", "decide", "supervise")


def _state(row: Inspection) -> SafeString | str:
    found = faults(row)
    if not found:
        return badge(_("in order"), "ok")
    worst = "stop" if any(severity == "red" for severity, _said in found) else "wait"
    return badge(" ".join(said for _severity, said in found), worst)


def _faulty(rows: Any, _given: str) -> Any:
    return rows.filter(scanned_at__isnull=True) | rows.exclude(over_cap_because="")


LIST = Lister(
    caption=gettext_lazy("Inspections"),
    columns=(
        Column("number", gettext_lazy("Number"), lambda row: row.number),
        Column("enterprise", gettext_lazy("Enterprise"), lambda row: row.enterprise, sort=("enterprise",)),
        Column("matter", gettext_lazy("What was inspected"), lambda row: row.matter),
        Column("agency", gettext_lazy("Agency"), lambda row: row.agency.title, sort=("agency__path",)),
        Column("occasion", gettext_lazy("Occasion"), lambda row: row.get_occasion_display()),
        Column("held", gettext_lazy("Inspected on"), lambda row: day(row.held_on), sort=("held_on",)),
        Column("state", gettext_lazy("State"), _state),
    ),
    filters=(
        Filter("q", gettext_lazy("Enterprise"), lambda rows, q: rows.filter(enterprise__icontains=q)),
        Filter(
            "occasion", gettext_lazy("Occasion"), lambda rows, code: rows.filter(occasion=code),
            options=Inspection.Occasion.choices,
        ),
        Filter("faulty", gettext_lazy("State"), _faulty, options=[("yes", gettext_lazy("something is missing"))]),
    ),
    order="-held",
)  # fmt: skip


@require_safe
@allow(duty(*SEES))
def inspections(request: HttpRequest) -> HttpResponse:
    """List the inspections of the agencies where one works, or watches."""
    where = agencies_where(person_id=person_of(request).pk, duties=set(SEES)).values("pk")
    rows = Inspection.objects.filter(agency__in=where).select_related("agency")
    listing = with_following(LIST).page(request, prepared(rows, request))
    context = {"listing": listing, "may_enter": "handle" in duties_of(request)}
    return render(request, "cases/evidence/inspections.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(duty("handle"))
def enter(request: HttpRequest) -> HttpResponse:
    """Enter an inspection."""
    agency = agencies_where(person_id=person_of(request).pk, duties={"handle"}).exclude(sign="").first()
    if agency is None:
        raise NotFound
    lead = _("At most %(n)s planned inspections of one enterprise a year.") % {"n": cap(agency, clock.today())}
    return act_page(
        request,
        form_class=InspectionForm,
        form_arguments={"agency": agency},
        act=partial(register_inspection, agency_id=agency.pk, by=actor_of(request), at=clock.now()),
        success_url=reverse("inspection_list"),
        done=lambda made: _("Entered as %(number)s.") % {"number": made.number},
        context={
            "heading": _("Enter an inspection"), "lead": lead, "submit": _("Enter it"),
            "back_url": reverse("inspection_list"), "back_text": _("Inspections"),
        },
    )  # fmt: skip
