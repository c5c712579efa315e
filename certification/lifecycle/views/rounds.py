"""Annual checks: the rounds, opening one, and the results of many at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from certification.fields import FIELDS
from certification.lifecycle import access
from certification.lifecycle.check_annually import check_annually, hours_of_year
from certification.lifecycle.forms.others import RoundForm
from certification.lifecycle.forms.results import ResultsForm
from certification.lifecycle.hours import hours_wanted
from certification.lifecycle.open_round import due_by_setting, open_round
from certification.lifecycle.parameters import UNCHECKED_LAPSES
from certification.models import AnnualCheck, CheckRound
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, duties_of, person_of
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import value
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Lister
from enforcement.web.templatetags.ui import day

MOST: Final = 100
LIST: Final = Lister(
    caption=gettext_lazy("Annual checks"),
    columns=(
        Column(
            "year",
            gettext_lazy("Year"),
            lambda row: str(row.year),
            ("year",),
            lambda row: reverse("credential_round", args=[row.pk]),
        ),
        Column("agency", gettext_lazy("Agency"), lambda row: row.agency.title, ("agency__path",)),
        Column("due", gettext_lazy("Last day for the results"), lambda row: day(row.due_on), ("due_on",)),
        Column("left", gettext_lazy("Not done"), lambda row: f"{row.left} / {row.all}"),
    ),
    filters=(),
    order="-year",
)


@require_safe
@allow(access.DESK)
def rounds(request: HttpRequest) -> HttpResponse:
    """List the annual checks."""
    rows = (
        access.rounds(request)
        .select_related("agency")
        .annotate(all=Count("checks", distinct=True), left=Count("checks", distinct=True, filter=Q(checks__result="")))
    )
    opens = bool(duties_of(request) & {"examine", "issue"})
    context = {
        "heading": _("Annual checks"),
        "lead": _("Every credential once a year, with the year’s training."),
        "listing": LIST.page(request, rows),
        "empty_title": _("No annual check was opened yet"),
        "do_url": reverse("credential_round_new") if opens else "",
        "do_text": _("Open the check of a year"),
    }
    return render(request, "certification/lifecycle/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(access.OPENS)
def new_round(request: HttpRequest) -> HttpResponse:
    """Open the check of a year for the highest agency one examines or issues for."""
    agency, today = access.hands_over(request), clock.today()
    year = today.year - 1
    due = max(due_by_setting(agency, year=year, on=today), today)
    if due == today:
        year, due = today.year, due_by_setting(agency, year=today.year, on=today)
    return act_page(
        request,
        form_class=RoundForm,
        initial={"year": year, "due_on": due},
        done=_("The check is open."),
        act=partial(open_round, agency_id=agency.pk, by=actor_of(request), at=clock.now()),
        success_url=lambda made: reverse("credential_round", args=[made.pk]),
        context={
            "heading": _("Open the check of a year"),
            "submit": _("Open the check"),
            "back_url": reverse("credential_rounds"),
            "lead": _("For %(agency)s and all below it.") % {"agency": agency.title},
            "back_text": _("Annual checks"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(access.DESK)
def one_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a round and record results of one agency."""
    row = access.rounds(request).filter(pk=pk).select_related("agency").first()
    if row is None:
        raise NotFound
    mine = AnnualCheck.objects.filter(
        round=row, credential__agency__in=access.agencies_of(request, "apply", "examine", "issue")
    )
    agencies = list(
        Agency.objects.filter(pk__in=mine.values("credential__agency")).annotate(
            left=Count(
                "credentials__annual_checks",
                filter=Q(credentials__annual_checks__round=row, credentials__annual_checks__result=""),
            )
        )
    )
    chosen = _chosen(request, agencies)
    rows = (
        mine.filter(credential__agency_id=chosen).select_related("credential", "round").order_by("credential__number")
    )
    waiting = list(rows.filter(result="").exclude(credential__person=person_of(request))[:MOST])
    context = {**_context(row, mine), "agencies": agencies, "chosen": chosen, "done": list(rows.exclude(result=""))}
    if not waiting:
        return render(request, "certification/lifecycle/round.html", context)
    hours = hours_of_year([check.credential.person_id for check in waiting], row.year)
    return act_page(
        request,
        form_class=ResultsForm,
        template="certification/lifecycle/round.html",
        context=context,
        form_arguments={"checks": waiting, "hours": hours, "wanted": context["wanted"]},
        act=partial(check_annually, round_id=pk, by=actor_of(request), at=clock.now()),
        success_url=request.get_full_path(),
        done=lambda made: _("%(n)d results are recorded.") % {"n": len(made)},
    )


def _chosen(request: HttpRequest, agencies: Sequence[Agency]) -> int:
    asked = request.GET.get("agency", "")
    found = next((agency for agency in agencies if str(agency.pk) == asked), None)
    waits = next((agency for agency in agencies if getattr(agency, "left", 0)), None)
    picked = found or waits or (agencies[0] if agencies else None)
    return picked.pk if picked else 0


def _context(row: CheckRound, mine: Any) -> dict[str, Any]:
    whom = value(UNCHECKED_LAPSES, agency=row.agency, on=row.due_on)
    lapse = {
        "all": _("Whoever has no result by the last day may not enforce the law from the day after."),
        "transport": _("Credentials for %(field)s without a result by the last day lapse on the day after.")
        % {"field": FIELDS["transport"].title},
    }
    return {
        "row": row,
        "today": clock.today(),
        "wanted": hours_wanted(row.agency, clock.today()),
        "lapse_words": lapse.get(str(whom), ""),
        "counts": {
            "open": mine.filter(result="").count(),
            "passed": mine.filter(result="passed").count(),
            "failed": mine.filter(result="failed").count(),
        },
    }
