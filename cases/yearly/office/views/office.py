"""The law office: who falls short, and the register of one agency."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.yearly.models import SectionMember, TrainingEvent
from cases.yearly.office.access import agencies_for, agency_for, keeps, works_in_law_office
from cases.yearly.office.enter_event import enter_event, withdraw_event
from cases.yearly.office.enter_member import end_member, enter_member
from cases.yearly.office.forms import EndMemberForm, EventForm, MemberForm, WithdrawEventForm
from cases.yearly.office.standing import standing_of
from cases.yearly.tabs import tabs
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.acts import act_page


@require_safe
@allow(works_in_law_office)
def office(request: HttpRequest) -> HttpResponse:
    """Show every agency with its targets as of a day, those that fall short first."""
    today = clock.today()
    on = min(_day(request.GET.get("on", "")) or today, today)
    rows = standing_of(list(agencies_for(request)), on=on, today=today)
    rank = {"red": 0, "yellow": 1, "green": 2}
    ordered = sorted(rows, key=lambda row: (rank[row.light], row.agency.path))
    counts = {colour: sum(1 for row in rows if row.light == colour) for colour in rank}
    return render(request, "yearly/office.html", {
        "rows": ordered, "on": on, "counts": counts, "tabs": tabs(request, "office"), "today": today,
    })  # fmt: skip


@require_safe
@allow(works_in_law_office)
def register(request: HttpRequest, agency: int) -> HttpResponse:
    """Show the legal section and the training of one agency."""
    found, today = agency_for(request, agency), clock.today()
    return render(request, "yearly/register.html", {
        "agency": found, "members": SectionMember.objects.filter(agency=found).select_related("entered_by"),
        "events": TrainingEvent.objects.filter(agency=found).select_related("entered_by"), "today": today,
        "standing": standing_of([found], on=today, today=today)[0], "may_keep": keeps(person_of(request).pk, found),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(works_in_law_office)
def new_member(request: HttpRequest, agency: int) -> HttpResponse:
    """Enter somebody in the legal section."""
    found = agency_for(request, agency)
    return act_page(
        request, form_class=MemberForm, form_arguments={"agency": found, "on": clock.today()},
        act=partial(enter_member, agency_id=agency, by=actor_of(request), at=clock.now()), done=_("Entered."),
        success_url=reverse("law_register", args=[agency]),
        context=_frame(agency, found.title, _("Enter somebody in the legal section"), _("Enter")),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(works_in_law_office)
def last_day(request: HttpRequest, pk: int) -> HttpResponse:
    """End a place."""
    member = SectionMember.objects.filter(pk=pk, agency__in=agencies_for(request)).first()
    if member is None:
        raise NotFound
    return act_page(
        request, form_class=EndMemberForm, success_url=reverse("law_register", args=[member.agency_id]),
        act=partial(end_member, member_id=pk, by=actor_of(request), at=clock.now()), done=_("The place has ended."),
        context=_frame(member.agency_id, member.name, _("End a place in the legal section"), _("End it")),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(works_in_law_office)
def new_event(request: HttpRequest, agency: int) -> HttpResponse:
    """Enter a class or lecture."""
    found = agency_for(request, agency)
    return act_page(
        request, form_class=EventForm, success_url=reverse("law_register", args=[agency]), done=_("Entered."),
        act=partial(enter_event, agency_id=agency, by=actor_of(request), at=clock.now()),
        context=_frame(agency, found.title, _("Enter a class or lecture"), _("Enter")),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allow(works_in_law_office)
def event_withdrawn(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw an entry of training."""
    event = TrainingEvent.objects.filter(pk=pk, agency__in=agencies_for(request)).first()
    if event is None:
        raise NotFound
    return act_page(
        request, form_class=WithdrawEventForm, success_url=reverse("law_register", args=[event.agency_id]),
        act=partial(withdraw_event, event_id=pk, by=actor_of(request), at=clock.now()), done=_("It counts no longer."),
        context=_frame(event.agency_id, event.title, _("Withdraw an entry of training"), _("Withdraw the entry")),
    )  # fmt: skip


def _frame(agency: int, lead: str, heading: str, submit: str) -> dict[str, str]:
    back = reverse("law_register", args=[agency])
    return {"heading": heading, "lead": lead, "submit": submit, "back_url": back, "back_text": _("The register")}


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given)
    except ValueError:
        return None
