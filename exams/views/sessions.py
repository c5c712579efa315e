"""Sessions for their administrator: list, create, open, watch, close, release."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.jobs.enqueue import enqueue
from enforcement.jobs.models import Job
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge
from enforcement.web.times import say_moment
from exams.access import administers, session_or_404
from exams.marking.jobs import AT_ONCE, release_later
from exams.marking.mark_waiting import waiting_of
from exams.models import Candidate, Form, Session
from exams.open_session import close_session, open_session
from exams.papers.jobs import OPEN, is_long
from exams.papers.views.tabs import office_tabs
from exams.queries import counts, sessions_for
from exams.release_session import release_session
from exams.states import effective_state, session_state

WORDS: dict[str, tuple[Any, str]] = {
    "draft": (gettext_lazy("being prepared"), "plain"),
    "waiting": (gettext_lazy("not open yet"), "info"),
    "open": (gettext_lazy("open to candidates"), "ok"),
    "closed": (gettext_lazy("time over"), "wait"),
    "released": (gettext_lazy("results released"), "ok"),
    "cancelled": (gettext_lazy("cancelled"), "plain"),
}
SITTING_WORDS: dict[str, tuple[Any, str]] = {
    "": (gettext_lazy("on the list"), "plain"),
    "assigned": (gettext_lazy("not begun"), "plain"),
    "running": (gettext_lazy("under way"), "info"),
    "paused": (gettext_lazy("paused"), "wait"),
    "submitted": (gettext_lazy("submitted"), "ok"),
    "expired": (gettext_lazy("time over"), "wait"),
    "terminated": (gettext_lazy("ended by the proctor"), "wait"),
    "voided": (gettext_lazy("void"), "stop"),
}


def state_badge(session: Session) -> str:
    """Return the state of a session now, as a badge."""
    text, tone = WORDS[session_state(session, clock.now())]
    return badge(str(text), tone)


SESSIONS = Lister(
    caption=gettext_lazy("Sessions"),
    columns=(
        Column(
            "title",
            gettext_lazy("Session"),
            lambda s: f"{s.exam.title} · {s.title}",
            sort=("exam__title", "title"),
            link=lambda s: reverse("exam_session", args=[s.pk]),
        ),
        Column("opens", gettext_lazy("Opens"), lambda s: say_moment(s.opens_at), sort=("opens_at",)),
        Column("closes", gettext_lazy("Closes"), lambda s: say_moment(s.closes_at), sort=("closes_at",)),
        Column("state", gettext_lazy("State"), state_badge, sort=("state",)),
    ),
    filters=(
        Filter("q", gettext_lazy("Words"), lambda rows, q: rows.filter(exam__title__icontains=q)),
        Filter("state", gettext_lazy("State"), lambda rows, s: rows.filter(state=s), options=Session.State.choices),
    ),
    order="-opens",
)


def _candidate_badge(candidate: Candidate) -> str:
    sitting = getattr(candidate, "sitting", None)
    text, tone = SITTING_WORDS[effective_state(sitting, clock.now()) if sitting else ""]
    return badge(str(text), tone)


CANDIDATES = Lister(
    caption=gettext_lazy("Candidates"),
    columns=(
        Column(
            "name",
            gettext_lazy("Name"),
            lambda c: c.person.name,
            sort=("person__name",),
            link=lambda c: reverse("exam_candidate", args=[c.session_id, c.pk]),
        ),
        Column("agency", gettext_lazy("Agency"), lambda c: c.agency.title, sort=("agency__path",)),
        Column("state", gettext_lazy("State"), _candidate_badge),
    ),
    filters=(Filter("q", gettext_lazy("Name"), lambda rows, q: rows.filter(person__name__icontains=q)),),
    order="agency",
)


@require_safe
@allow(administers)
def sessions(request: HttpRequest) -> HttpResponse:
    """List the sessions I administer."""
    listing = SESSIONS.page(request, sessions_for(person_of(request).pk))
    return render(request, "exams/sessions.html", {"listing": listing, "tabs": office_tabs("sessions")})


@require_safe
@allow(administers)
def session(request: HttpRequest, session_id: int) -> HttpResponse:
    """Show a session: its rules, its figures, its candidates, what can be done."""
    found, at = session_or_404(request, session_id), clock.now()
    rows = (
        Candidate.objects.filter(session=found).select_related("person", "agency", "sitting").defer("sitting__answers")
    )
    context = {
        "session": found,
        "exam": found.exam,
        "state": session_state(found, at),
        "badge": state_badge(found),
        "figures": counts(session_id=found.pk, at=at),
        "listing": CANDIDATES.page(request, rows),
        "in_words": Form.objects.filter(session=found, content__contains='"type":"short_answer"').exists(),
    }
    return render(request, "exams/session.html", context)


@require_safe
@allow(administers)
def figures(request: HttpRequest, session_id: int) -> HttpResponse:
    """Give the figures of a session alone, for the page that asks every five seconds."""
    found, at = session_or_404(request, session_id), clock.now()
    context = {"session": found, "state": session_state(found, at), "figures": counts(session_id=found.pk, at=at)}
    return render(request, "exams/_figures.html", context)


def _step(request: HttpRequest, session_id: int, act: Callable[..., Session], said: str) -> HttpResponse:
    session_or_404(request, session_id)
    act(session_id=session_id, by=actor_of(request), at=clock.now())
    messages.success(request, said)
    return redirect("exam_session", session_id)


@require_POST
@allow(administers)
def open_(request: HttpRequest, session_id: int) -> HttpResponse:
    """Freeze the papers and open the session; in the background where that takes more than a moment."""
    found = session_or_404(request, session_id)
    if found.state == Session.State.DRAFT and is_long(found):
        return redirect("job", _opening(found, person_of(request).pk).pk)
    return _step(request, session_id, open_session, _("The papers are frozen and the session is open in its window."))


def _opening(session: Session, person_id: int) -> Job:
    """Return the person's work that opens the session: the one under way, or a new one."""
    mine = Job.objects.filter(kind=OPEN, arguments__session_id=session.pk, owner_id=person_id)
    under_way = mine.filter(state__in=[Job.State.WAITING, Job.State.RUNNING]).first()
    arguments = {"session_id": session.pk}
    return under_way or enqueue(kind=OPEN, arguments=arguments, by_person_id=person_id, at=clock.now())


@require_POST
@allow(administers)
def close(request: HttpRequest, session_id: int) -> HttpResponse:
    """Close the session."""
    return _step(request, session_id, close_session, _("The session is closed."))


@require_POST
@allow(administers)
def release(request: HttpRequest, session_id: int) -> HttpResponse:
    """Release the results; where very many are to be marked first, in the background."""
    session = session_or_404(request, session_id)
    if session.state == Session.State.CLOSED and waiting_of(session.pk) > AT_ONCE:
        return redirect("job", release_later(session_id=session.pk, by=actor_of(request), at=clock.now()).pk)
    return _step(request, session_id, release_session, _("The results are released."))
