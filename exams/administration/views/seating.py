"""The rooms of a session: which, who sits where, and their papers."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.acts import act_page
from enforcement.web.asked import number
from exams.access import administers, session_or_404
from exams.administration.access import tabs_of
from exams.administration.forms import RoomsForm, SeatingForm
from exams.administration.papers import sheets, work
from exams.administration.papers.facts import last_seed, room_sheets
from exams.administration.seat_candidates import Seating, seat_candidates
from exams.administration.use_rooms import use_rooms
from exams.models import Candidate, Room, Session, SessionRoom
from exams.queries import agencies_examined

PDF = "application/pdf"


@require_safe
@allow(administers)
def seating(request: HttpRequest, session_id: int) -> HttpResponse:
    """Show the rooms of a session with how many sit there, and what can be printed."""
    session = session_or_404(request, session_id)
    seated = dict(
        Candidate.objects.filter(session=session, seat__isnull=False)
        .values_list("room_id")
        .annotate(n=Count("pk"))
        .order_by()
    )
    rooms = list(SessionRoom.objects.filter(session=session).select_related("room__site"))
    counts = Candidate.objects.filter(session=session).aggregate(
        registered=Count("pk"), seated=Count("pk", filter=Q(seat__isnull=False))
    )
    context: dict[str, Any] = {
        "session": session,
        "tabs": tabs_of(session, "exam_seating"),
        "rooms": [(used.room, seated.get(used.room_id, 0)) for used in rooms],
        "seats": sum(used.room.seats for used in rooms),
        "counts": counts,
        "seed": last_seed(session),
        "kinds": sheets.KINDS,
    }
    return render(request, "exams/administration/seating.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def rooms(request: HttpRequest, session_id: int) -> HttpResponse:
    """Choose the rooms of a session."""
    session = session_or_404(request, session_id)
    mine = agencies_examined(session.exam).values("pk")
    offered = Room.objects.filter(is_active=True, site__is_active=True, site__agency__in=mine).select_related("site")
    here = reverse("exam_seating", args=[session.pk])
    return act_page(
        request,
        form_class=RoomsForm,
        form_arguments={"rooms": offered},
        initial={"room_ids": list(SessionRoom.objects.filter(session=session).values_list("room_id", flat=True))},
        act=partial(use_rooms, session_id=session.pk, by=actor_of(request), at=clock.now()),
        success_url=here,
        done=_("The rooms are set."),
        context={
            "heading": _("Rooms of the session"),
            "lead": session.title,
            "submit": _("Use these rooms"),
            "back_url": here,
            "back_text": _("Rooms and seats"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def draw(request: HttpRequest, session_id: int) -> HttpResponse:
    """Seat the candidates."""
    session = session_or_404(request, session_id)
    here = reverse("exam_seating", args=[session.pk])
    return act_page(
        request,
        form_class=SeatingForm,
        act=partial(seat_candidates, session_id=session.pk, by=actor_of(request), at=clock.now()),
        success_url=here,
        done=_said,
        context={
            "heading": _("Seat the candidates"),
            "lead": session.title,
            "submit": _("Seat them"),
            "back_url": here,
            "back_text": _("Rooms and seats"),
        },
    )


def _said(done: Seating) -> str:
    words = ngettext("%(n)d candidate is seated.", "%(n)d candidates are seated.", done.seated) % {"n": done.seated}
    if not done.neighbours:
        return words
    beside = ngettext(
        "%(n)d pair of neighbours is of one agency, for want of others.",
        "%(n)d pairs of neighbours are of one agency, for want of others.",
        done.neighbours,
    )
    return f"{words} {beside % {'n': done.neighbours}}"


@require_safe
@allow(administers)
def room_paper(request: HttpRequest, session_id: int, room_id: int, kind: str) -> HttpResponse:
    """Give the door list, the plan of seats or the sheet to sign of one room."""
    session = session_or_404(request, session_id)
    found = room_sheets(session, room_id=room_id)
    if not found or kind not in sheets.KINDS:
        raise NotFound
    return pdf(sheets.render(kind, found), f"{kind}-{session.pk}-{room_id}.pdf")


@require_safe
@allow(administers)
def all_papers(request: HttpRequest, session_id: int, kind: str) -> HttpResponse:
    """Give one kind of paper for every room of a session."""
    session = session_or_404(request, session_id)
    found = room_sheets(session)
    if not found or kind not in sheets.KINDS:
        raise NotFound
    return pdf(sheets.render(kind, found), f"{kind}-{session.pk}.pdf")


@require_POST
@allow(administers)
def print_tickets(request: HttpRequest, session_id: int) -> HttpResponse:
    """Ask for the tickets of the session, or of one room, as one PDF."""
    session = session_or_404(request, session_id)
    room_id = number(request.POST.get("room"))
    if room_id is not None and not SessionRoom.objects.filter(session=session, room_id=room_id).exists():
        raise NotFound
    job = work.ask(session_id=session.pk, room_id=room_id, by_person_id=person_of(request).pk, at=clock.now())
    return redirect("job", job.pk)


@require_safe
@allow(administers)
def tickets_file(request: HttpRequest, session_id: int, name: str) -> HttpResponse:
    """Give a PDF of tickets that was drawn in the background."""
    session: Session = session_or_404(request, session_id)
    return pdf(work.content_of(session.pk, name), name)


def pdf(content: bytes, name: str) -> HttpResponse:
    """Return a PDF that browsers show and nobody between keeps."""
    response = HttpResponse(content, content_type=PDF)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
