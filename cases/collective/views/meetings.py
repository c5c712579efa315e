"""Meetings of the leadership: list, call, agenda with papers, roll call."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from cases.collective.call_meeting import DUTY, call_meeting
from cases.collective.forms.meeting import CallForm, RollForm
from cases.collective.open_meeting import open_meeting
from cases.models import Meeting
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, agency_of, duty, person_of
from enforcement.organisation.duties.holding import agencies_where, holds
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Lister
from enforcement.web.templatetags.ui import badge, day

DISCUSSES = duty(DUTY)


def _state(meeting: Meeting) -> object:
    if meeting.held_on:
        return badge(_("took place"), "plain")
    return badge(_("no quorum"), "stop") if meeting.failed_on else badge(_("called"), "wait")


LIST = Lister(
    caption=gettext_lazy("Meetings of the leadership"),
    columns=(
        Column(
            "on", gettext_lazy("Day of the meeting"), lambda m: day(m.planned_on), ("planned_on",),
            link=lambda m: reverse("meeting", args=[m.pk]),
        ),
        Column("place", gettext_lazy("Place"), lambda m: m.place),
        Column("agency", gettext_lazy("Agency"), lambda m: m.agency.title, ("agency__path",)),
        Column("cases", gettext_lazy("Cases"), lambda m: str(len(m.items.all()))),
        Column("state", gettext_lazy("State"), _state),
    ),
    order="-on",
)  # fmt: skip


@require_safe
@allow(DISCUSSES)
def meetings(request: HttpRequest) -> HttpResponse:
    """List the meetings of one's agencies."""
    mine = agencies_where(person_id=person_of(request).pk, duties={DUTY})
    rows = Meeting.objects.filter(agency__in=mine).select_related("agency").prefetch_related("items")
    return render(request, "cases/collective/meetings.html", {"listing": LIST.page(request, rows)})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(DISCUSSES)
def new_meeting(request: HttpRequest) -> HttpResponse:
    """Call a meeting of one's agency."""
    agency = agency_of(request)
    if agency is None or not holds(person_id=person_of(request).pk, duty=DUTY, agency=agency):
        raise NotFound
    return act_page(
        request, form_class=CallForm, form_arguments={"agency": agency},
        act=partial(call_meeting, agency_id=agency.pk, by=actor_of(request), at=clock.now()),
        success_url=lambda made: reverse("meeting", args=[made.pk]),
        context={
            "heading": _("Call a meeting"), "submit": _("Send agenda and papers"), "back_url": reverse("meetings"),
            "back_text": _("Meetings of the leadership"),
            "lead": _("Several cases may be discussed in one meeting. The members read the papers here beforehand."),
        },
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(DISCUSSES)
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the agenda with the papers of each case; before it is held, the roll call."""
    mine = agencies_where(person_id=person_of(request).pk, duties={DUTY})
    found = Meeting.objects.filter(pk=pk, agency__in=mine).select_related("agency").first()
    if found is None:
        raise NotFound
    items = found.items.select_related("discussion__case__party").prefetch_related("discussion__case__papers")
    context = {"meeting": found, "items": items, "submit": _("Call the roll"), "back_url": reverse("meetings")}
    if found.held_on or found.failed_on:
        return render(request, "cases/collective/meeting.html", context)
    return act_page(
        request, form_class=RollForm, form_arguments={"meeting": found}, template="cases/collective/meeting.html",
        act=partial(open_meeting, meeting_id=pk, by=actor_of(request), at=clock.now()),
        success_url=request.path, context=context,
    )  # fmt: skip
