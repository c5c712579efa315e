"""Pages of the calendar: a year for everybody; notices, their effect and what they moved for those who keep it."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from enforcement import clock
from enforcement.access import allow, public
from enforcement.errors import NotFound
from enforcement.flowcharts.calendar import current
from enforcement.flowcharts.calendar.estimate import LAST_YEAR
from enforcement.flowcharts.calendar.national import FIRST_ON, years
from enforcement.flowcharts.closures.access import may_close, may_keep
from enforcement.flowcharts.closures.close_agency import close_agency
from enforcement.flowcharts.closures.forms import ClosureForm, NoticeForm
from enforcement.flowcharts.closures.models import CalendarDay, CalendarRevision
from enforcement.flowcharts.closures.month import months_of
from enforcement.flowcharts.closures.propose_revision import propose_revision
from enforcement.organisation.access import actor_of, person_of
from enforcement.organisation.duties.holding import agencies_where
from enforcement.web.acts import act_page


@require_safe
@allow(public)
def calendar_now(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (what views are given)
    """Lead to the present year."""
    return redirect("calendar_year", year=clock.today().year)


@require_safe
@allow(public)
def calendar_year(request: HttpRequest, year: int) -> HttpResponse:
    """Show the days worked and the days off of a year, its notices, and whether it is only an estimate."""
    if not FIRST_ON.year <= year <= LAST_YEAR:
        raise NotFound
    days = current.calendar()
    said = CalendarDay.objects.filter(revision__number__isnull=False, revision__layer__agency=None, day__year=year)
    seed = years().get(year)
    off = {date.fromisoformat(f"{year}-{d}") for d in seed["holidays"]} if seed else set()
    reasons = {**dict.fromkeys(off, ""), **{d.day: d.reason for d in said if not d.is_working}}
    notices = CalendarRevision.objects.filter(number__isnull=False, layer__agency=None, days__day__year=year)
    months = months_of(year, days, reasons)
    return render(
        request,
        "flowcharts/closures/year.html",
        {
            "year": year, "weekdays": WEEKDAYS_ABBR.values(), "months": months,
            "working": sum(m.working for m in months),
            "provisional": days.is_provisional(date(year, 12, 31)),
            "notices": [*(seed["notices"] if seed else []), *(n.notice_number for n in notices.distinct())],
            "before": year - 1 if year > FIRST_ON.year else 0, "after": year + 1 if year < LAST_YEAR else 0,
        },
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_keep)
def calendar_notice_new(request: HttpRequest) -> HttpResponse:
    """Enter a notice of holidays."""
    return act_page(
        request,
        form_class=NoticeForm,
        act=partial(propose_revision, by=actor_of(request), at=clock.now()),
        success_url=lambda made: reverse("calendar_notice", args=[made.pk]),
        done=_("The notice is kept. Look at its effect; a second person puts it into force."),
        context={
            "heading": _("Enter a notice of holidays"), "submit": _("Keep and look at the effect"),
            "lead": _("Nothing counts by it until a second person has compared it with the paper."),
            "back_url": reverse("calendar_notices"), "back_text": _("Notices of holidays"),
        },
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(may_close)
def calendar_closure(request: HttpRequest) -> HttpResponse:
    """Close an agency on some days."""
    agencies = agencies_where(person_id=person_of(request).pk, duties={"decide"})
    return act_page(
        request,
        form_class=ClosureForm,
        form_arguments={"agencies": agencies},
        initial={"agency": agencies.first()},
        act=partial(close_agency, by=actor_of(request), at=clock.now()),
        success_url=reverse("desk"),
        done=_("The closure is in force; due days are being computed anew."),
        context={
            "heading": _("Close the agency on some days"), "submit": _("Close on these days"),
            "lead": _("Internal terms skip these days. Statutory terms run on unless a law says otherwise."),
            "back_url": reverse("desk"), "back_text": _("My desk"),
        },
    )  # fmt: skip
