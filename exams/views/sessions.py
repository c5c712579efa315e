"""Sessions for their administrator: list, create, open, watch, close, release."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.organisation import parameters
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge
from enforcement.web.times import say_moment
from exams.access import administers, session_or_404
from exams.bank.sharing import banks_readable
from exams.create_session import create_exam, create_session
from exams.forms import ExamForm, SessionForm, next_window
from exams.models import Candidate, Exam, Form, Session
from exams.open_session import close_session, open_session
from exams.parameters import AT_CREATION, COUNTS, FORMS, MINUTES, MULTIPLE_RULE, PASS_MARK, RELEASE_AT_ONCE
from exams.queries import agencies_managed, counts, exams_for, sessions_for
from exams.release_session import release_session
from exams.states import effective_state, session_state

WORDS: dict[str, tuple[Any, str]] = {
    "draft": (gettext_lazy("being prepared"), "plain"),
    "waiting": (gettext_lazy("not open yet"), "info"),
    "open": (gettext_lazy("open to candidates"), "ok"),
    "closed": (gettext_lazy("time over"), "wait"),
    "released": (gettext_lazy("results released"), "ok"),
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
        Column("name", gettext_lazy("Name"), lambda c: c.person.name, sort=("person__name",)),
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
    return render(request, "exams/sessions.html", {"listing": listing})


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
        "forms": Form.objects.filter(session=found).only("number", "difficulty", "sha256"),
    }
    return render(request, "exams/session.html", context)


@require_safe
@allow(administers)
def figures(request: HttpRequest, session_id: int) -> HttpResponse:
    """Give the figures of a session alone, for the page that asks every five seconds."""
    found, at = session_or_404(request, session_id), clock.now()
    context = {"session": found, "state": session_state(found, at), "figures": counts(session_id=found.pk, at=at)}
    return render(request, "exams/_figures.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def new_exam(request: HttpRequest) -> HttpResponse:
    """Create an exam."""
    person, at = person_of(request), clock.now()
    agencies = agencies_managed(person.pk)
    given = parameters.values(AT_CREATION, agency=agencies[0], on=clock.today())
    initial = {
        "pass_mark": given[PASS_MARK],
        "minutes": given[MINUTES],
        "multiple_rule": given[MULTIPLE_RULE],
        **given[COUNTS],
    }
    return act_page(
        request,
        form_class=ExamForm,
        act=partial(create_exam, by=actor_of(request), at=at),
        initial=initial,
        form_arguments={"agencies": agencies, "banks": banks_readable(person.pk)},
        success_url=lambda exam: f"{reverse('exam_session_new')}?exam={exam.pk}",
        done=_("The exam is created."),
        context={
            "heading": _("New exam"),
            "lead": _("What the parameters of the agency set is filled in."),
            "submit": _("Create the exam"),
            "back_url": reverse("exam_sessions"),
            "back_text": _("Sessions"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def new_session(request: HttpRequest) -> HttpResponse:
    """Create a session."""
    person, at = person_of(request), clock.now()
    exams = exams_for(person.pk)
    asked = request.GET.get("exam", "")
    first = exams.filter(pk=int(asked)).first() if asked.isdigit() else exams.first()
    opens_at, closes_at = next_window(at)
    return act_page(
        request,
        form_class=SessionForm,
        act=partial(create_session, by=actor_of(request), at=at),
        form_arguments={"exams": exams},
        initial={"opens_at": opens_at, "closes_at": closes_at, **_defaults(first)},
        success_url=lambda made: reverse("exam_session", args=[made.pk]),
        done=_("The session is created."),
        context={
            "heading": _("New session"),
            "submit": _("Create the session"),
            "back_url": reverse("exam_sessions"),
            "back_text": _("Sessions"),
        },
    )


def _defaults(exam: Exam | None) -> dict[str, Any]:
    if exam is None:
        return {}
    given = parameters.values((FORMS, RELEASE_AT_ONCE), agency=exam.agency, on=clock.today())
    return {"exam_id": exam.pk, "forms_wanted": given[FORMS], "release_at_once": given[RELEASE_AT_ONCE]}


def _step(request: HttpRequest, session_id: int, act: Callable[..., Session], said: str) -> HttpResponse:
    session_or_404(request, session_id)
    act(session_id=session_id, by=actor_of(request), at=clock.now())
    messages.success(request, said)
    return redirect("exam_session", session_id)


@require_POST
@allow(administers)
def open_(request: HttpRequest, session_id: int) -> HttpResponse:
    """Freeze the papers and open the session."""
    return _step(request, session_id, open_session, _("The papers are frozen and the session is open in its window."))


@require_POST
@allow(administers)
def close(request: HttpRequest, session_id: int) -> HttpResponse:
    """Close the session."""
    return _step(request, session_id, close_session, _("The session is closed."))


@require_POST
@allow(administers)
def release(request: HttpRequest, session_id: int) -> HttpResponse:
    """Release the results."""
    return _step(request, session_id, release_session, _("The results are released."))
