"""Sites and rooms: kept by the agency that holds exams in them."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge
from exams.access import administers
from exams.administration.forms import RoomForm, RoomInUseForm, SiteForm, SiteInUseForm
from exams.administration.keep_site import amend_room, amend_site, enter_room, enter_site
from exams.models import Room, Site
from exams.queries import agencies_managed


def use_badge(row: Site | Room) -> str:
    """Return whether a site or room is in use."""
    return badge(_("in use"), "ok") if row.is_active else badge(_("no longer used"), "plain")


SITES = Lister(
    caption=gettext_lazy("Sites"),
    columns=(
        Column(
            "name",
            gettext_lazy("Site"),
            lambda s: s.name,
            sort=("name",),
            link=lambda s: reverse("exam_site", args=[s.pk]),
        ),
        Column("address", gettext_lazy("Address"), lambda s: s.address, sort=("address",)),
        Column("rooms", gettext_lazy("Rooms"), lambda s: s.room_count, sort=("room_count",), numeric=True),
        Column("seats", gettext_lazy("Seats"), lambda s: s.seat_count or 0, sort=("seat_count",), numeric=True),
        Column("state", gettext_lazy("State"), use_badge, sort=("is_active",)),
    ),
    filters=(
        Filter(
            "q",
            gettext_lazy("Words"),
            lambda rows, q: rows.filter(Q(name__icontains=q) | Q(address__icontains=q)),
        ),
    ),
    order="name",
)


def sites_of(request: HttpRequest) -> QuerySet[Site]:
    """Return the sites of the agencies whose exams the person administers."""
    return Site.objects.filter(agency__in=agencies_managed(person_of(request).pk)).select_related("agency")


@require_safe
@allow(administers)
def sites(request: HttpRequest) -> HttpResponse:
    """List my sites."""
    usable = Q(rooms__is_active=True)
    rows = sites_of(request).annotate(
        room_count=Count("rooms", filter=usable), seat_count=Sum("rooms__seats", filter=usable)
    )
    return render(request, "exams/administration/sites.html", {"listing": SITES.page(request, rows)})


@require_safe
@allow(administers)
def site(request: HttpRequest, site_id: int) -> HttpResponse:
    """Show a site with its rooms."""
    found = _site_or_404(request, site_id)
    rooms = [(room, use_badge(room)) for room in found.rooms.order_by("name")]
    context = {"site": found, "badge": use_badge(found), "rooms": rooms}
    return render(request, "exams/administration/site.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def new_site(request: HttpRequest) -> HttpResponse:
    """Enter a site."""
    return act_page(
        request,
        form_class=SiteForm,
        form_arguments={"agencies": agencies_managed(person_of(request).pk)},
        act=partial(enter_site, by=actor_of(request), at=clock.now()),
        success_url=lambda made: reverse("exam_site", args=[made.pk]),
        done=_("The site is entered."),
        context=_frame(_("New site"), _("Enter the site"), reverse("exam_sites"), _("Sites")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def edit_site(request: HttpRequest, site_id: int) -> HttpResponse:
    """Change a site."""
    found = _site_or_404(request, site_id)
    here = reverse("exam_site", args=[found.pk])
    return act_page(
        request,
        form_class=SiteInUseForm,
        initial={"name": found.name, "address": found.address, "is_active": found.is_active},
        act=partial(amend_site, site_id=found.pk, by=actor_of(request), at=clock.now()),
        success_url=here,
        done=_("The site is changed."),
        context=_frame(_("Change the site"), _("Save"), here, found.name),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def new_room(request: HttpRequest, site_id: int) -> HttpResponse:
    """Enter a room."""
    found = _site_or_404(request, site_id)
    here = reverse("exam_site", args=[found.pk])
    return act_page(
        request,
        form_class=RoomForm,
        act=partial(enter_room, site_id=found.pk, by=actor_of(request), at=clock.now()),
        success_url=here,
        done=lambda room: _("Room %(room)s is entered.") % {"room": room.name},
        context=_frame(_("New room"), _("Enter the room"), here, found.name),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def edit_room(request: HttpRequest, site_id: int, room_id: int) -> HttpResponse:
    """Change a room."""
    found = _site_or_404(request, site_id)
    room = found.rooms.filter(pk=room_id).first()
    if room is None:
        raise Http404
    here = reverse("exam_site", args=[found.pk])
    return act_page(
        request,
        form_class=RoomInUseForm,
        initial={"name": room.name, "seats": room.seats, "is_active": room.is_active},
        act=partial(amend_room, room_id=room.pk, by=actor_of(request), at=clock.now()),
        success_url=here,
        done=_("The room is changed."),
        context=_frame(_("Change the room"), _("Save"), here, found.name),
    )


def _site_or_404(request: HttpRequest, site_id: int) -> Site:
    found = sites_of(request).filter(pk=site_id).first()
    if found is None:
        raise Http404
    return found


def _frame(heading: str, submit: str, back_url: str, back_text: str) -> dict[str, Any]:
    return {"heading": heading, "submit": submit, "back_url": back_url, "back_text": back_text}
