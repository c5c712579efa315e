"""Check candidates in by their tickets: scan or type, look at the person and the document, press one button."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.errors import Refusal
from enforcement.organisation.access import actor_of, duties_of, person_of
from exams.administration.papers.facts import needs_of
from exams.administration.ticket_number import grouped
from exams.administration.ticket_token import NoTicket, number_in
from exams.models import Candidate, Proctor
from exams.proctoring.access import Watch, watch_of, watches
from exams.proctoring.check_in import HOW, check_in
from exams.proctoring.scope import Scope
from exams.states import session_state


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@allow(watches)
def checking(request: HttpRequest) -> HttpResponse:
    """Ask for a ticket; show whose it is; record that the identity was checked."""
    _demand_watcher(request)
    if request.method == "POST":
        return _checked(request)
    return _page(request, request.GET.get("ticket", ""))


@never_cache
@require_safe
@allow(watches)
def scanned(request: HttpRequest, token: str) -> HttpResponse:
    """Open what the camera of a proctor's phone read from a ticket."""
    _demand_watcher(request)
    return _page(request, token)


def _demand_watcher(request: HttpRequest) -> None:
    if "exam" not in duties_of(request) and not Proctor.objects.filter(person=person_of(request)).exists():
        raise Http404


def _found(request: HttpRequest, text: str) -> tuple[Candidate, Watch]:
    """Return the candidate of a ticket in a session that the person watches.

    Raises:
        NoTicket: for what is no ticket, or one of a session that the person does not watch.
    """
    rows = Candidate.objects.select_related("session__exam__agency", "person", "agency", "room__site", "accommodation")
    candidate = rows.filter(ticket=number_in(text)).first()
    watch = watch_of(person_id=person_of(request).pk, session_id=candidate.session_id) if candidate else None
    if candidate is None or watch is None:
        raise NoTicket(_("No candidate of your sessions has this ticket."), field="ticket")
    return candidate, watch


def _page(request: HttpRequest, text: str, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"text": text, "refusal": refusal, "how": HOW.items()}
    if text and refusal is None:
        try:
            candidate, watch = _found(request, text)
            context |= _shown(candidate, watch)
        except NoTicket as fault:
            context["refusal"], status = fault, fault.status
    return render(request, "exams/administration/check_in.html", context, status=status)


def _shown(candidate: Candidate, watch: Watch) -> dict[str, Any]:
    is_open = session_state(candidate.session, clock.now()) == "open"
    return {
        "candidate": candidate,
        "number": grouped(candidate.ticket),
        "needs": needs_of(candidate),
        "elsewhere": not watch.sees_room(candidate.room_id),
        "is_open": is_open,
        "may_check": is_open and candidate.present_at is None and watch.sees_room(candidate.room_id),
    }


def _checked(request: HttpRequest) -> HttpResponse:
    text = request.POST.get("ticket", "")
    try:
        candidate, _watch = _found(request, text)
        check_in(
            session_id=candidate.session_id,
            by=actor_of(request),
            scope=Scope(candidates=(candidate.pk,)),
            how=request.POST.get("how", ""),
        )
    except Refusal as refusal:
        return _page(request, text, refusal, refusal.status)
    place = f"{candidate.room.name} {candidate.seat or ''}".strip() if candidate.room else ""
    messages.success(request, _("%(name)s is checked in. %(place)s") % {"name": candidate.person.name, "place": place})
    return redirect(reverse("exam_check_in"))
