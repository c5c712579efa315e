"""One candidate for the exam administrator: on which facts admitted, where they sit, what was granted."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.acts import act_page
from exams.access import administers
from exams.administration.forms import MoveForm, UnregisterForm
from exams.administration.papers.facts import ticket_faces
from exams.administration.papers.ticket import render as draw_tickets
from exams.administration.seat_candidates import move_candidate
from exams.administration.ticket_number import grouped
from exams.administration.unregister import unregister
from exams.administration.views.seating import pdf
from exams.administration.withdraw import BEFORE
from exams.administration.words import facts_shown, grounds_of, request_badge, wanted_words
from exams.models import Accommodation, Candidate, Discipline, Room, SessionRoom
from exams.queries import agencies_managed
from exams.states import session_state


def candidate_or_404(request: HttpRequest, session_id: int, candidate_id: int) -> Candidate:
    """Return a candidate of a session that the person administers.

    Raises:
        Http404: for any other.
    """
    found = (
        Candidate.objects.filter(pk=candidate_id, session_id=session_id)
        .filter(session__exam__agency__in=agencies_managed(person_of(request).pk))
        .select_related("session__exam__agency", "person", "agency", "room__site", "roster", "accommodation")
        .first()
    )
    if found is None:
        raise Http404
    return found


@require_safe
@allow(administers)
def candidate(request: HttpRequest, session_id: int, candidate_id: int) -> HttpResponse:
    """Show a candidate."""
    found = candidate_or_404(request, session_id, candidate_id)
    kept = found.eligibility
    needs: Accommodation | None = getattr(found, "accommodation", None)
    context = {
        "session": found.session,
        "candidate": found,
        "number": grouped(found.ticket),
        "facts": facts_shown(kept.get("facts", {})),
        "notes": grounds_of(kept.get("notes", [])),
        "waived": grounds_of(kept.get("waived", [])),
        "needs": wanted_words(needs) if needs else "",
        "needs_badge": request_badge(needs),
        "measures": list(Discipline.objects.filter(candidate=found)),
        "may_end": session_state(found.session, clock.now()) in BEFORE,
        "has_rooms": SessionRoom.objects.filter(session=found.session).exists(),
    }
    return render(request, "exams/administration/candidate.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def move(request: HttpRequest, session_id: int, candidate_id: int) -> HttpResponse:
    """Give a candidate another seat."""
    found = candidate_or_404(request, session_id, candidate_id)
    here = reverse("exam_candidate", args=[session_id, found.pk])
    used = SessionRoom.objects.filter(session=found.session).values("room")
    return act_page(
        request,
        form_class=MoveForm,
        form_arguments={"rooms": Room.objects.filter(pk__in=used).select_related("site")},
        initial={"room_id": found.room_id, "seat": found.seat},
        act=partial(move_candidate, candidate_id=found.pk, by=actor_of(request), at=clock.now()),
        success_url=here,
        done=lambda moved: _("%(name)s sits at seat %(seat)s now.") % {"name": moved.person.name, "seat": moved.seat},
        context={
            "heading": _("Another seat for %(name)s") % {"name": found.person.name},
            "submit": _("Move"),
            "back_url": here,
            "back_text": found.person.name,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def take_back(request: HttpRequest, session_id: int, candidate_id: int) -> HttpResponse:
    """Take the registration of a candidate back before the session opens."""
    found = candidate_or_404(request, session_id, candidate_id)
    return act_page(
        request,
        form_class=UnregisterForm,
        act=partial(unregister, candidate_id=found.pk, by=actor_of(request), at=clock.now()),
        success_url=reverse("exam_register", args=[session_id]),
        done=_("The registration of %(name)s is taken back.") % {"name": found.person.name},
        context={
            "heading": _("Take back the registration of %(name)s") % {"name": found.person.name},
            "lead": _("The seat becomes free and the ticket is no longer good. Its number is not given out again."),
            "submit": _("Take the registration back"),
            "tone": "danger",
            "back_url": reverse("exam_candidate", args=[session_id, found.pk]),
            "back_text": found.person.name,
        },
    )


@require_safe
@allow(administers)
def ticket(request: HttpRequest, session_id: int, candidate_id: int) -> HttpResponse:
    """Give the ticket of one candidate."""
    return ticket_pdf(candidate_or_404(request, session_id, candidate_id))


def ticket_pdf(found: Candidate) -> HttpResponse:
    """Return the ticket of a candidate as a PDF.

    Raises:
        Http404: for a candidate without a number.
    """
    if not found.ticket:
        raise Http404
    faces = ticket_faces(found.session, [found], at=clock.now())
    return pdf(draw_tickets(faces), f"ticket-{found.ticket}.pdf")
