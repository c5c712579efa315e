"""Announced hearings: what the public reads before one (行政处罚法第六十四条第三项; 听证办法第二十二条)."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cases.models import Case, Hearing
from cases.redaction import redacted, shown_name
from enforcement import clock
from enforcement.access import allow, public
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge, day


def announced() -> QuerySet[Hearing]:
    """Return the public hearings that are announced and were neither ended nor, three months ago, held."""
    rows = Hearing.objects.filter(is_public=True, announced_on__isnull=False, ended_on=None, planned_on__isnull=False)
    return rows.filter(case__origin=Case.Origin.HERE).select_related("case__agency", "case__party")


def _state(hearing: Hearing) -> object:
    if hearing.held_on is not None:
        return badge(gettext("took place"), "plain")
    return (
        badge(gettext("open to the public"), "ok")
        if hearing.planned_on and hearing.planned_on >= clock.today()
        else "—"
    )


LIST = Lister(
    caption=_("Announced hearings"),
    columns=(
        Column("on", _("Day of the hearing"), lambda h: day(h.planned_on), sort=("planned_on",)),
        Column("place", _("Place"), lambda h: h.place),
        Column("cause", _("Cause (案由)"), lambda h: redacted(h.case.cause, h.case)),
        Column("party", _("Party"), lambda h: shown_name(h.case)),
        Column("agency", _("Agency"), lambda h: h.case.agency.title, sort=("case__agency__path",)),
        Column("chair", _("Chair"), lambda h: h.chair_name),
        Column("announced", _("Announced on"), lambda h: day(h.announced_on), sort=("announced_on",)),
        Column("state", _("State"), _state),
    ),
    filters=(Filter("q", _("Cause"), lambda rows, text: rows.filter(case__cause__icontains=text)),),
    order="-on",
)


@require_safe
@allow(public)
def hearings(request: HttpRequest) -> HttpResponse:
    """List announced hearings, the latest day first."""
    return render(request, "cases/hearing/announced.html", {"listing": LIST.page(request, announced())})
