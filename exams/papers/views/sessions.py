"""Sessions before they are opened: create, copy, change, cancel."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.acts import act_page
from enforcement.web.asked import number
from exams.access import administers, session_or_404
from exams.create_session import create_session
from exams.models import Exam, Session
from exams.papers.cancel_session import cancel_session
from exams.papers.change_session import change_session
from exams.papers.defaults import next_window, session_defaults
from exams.papers.forms.session import CancelForm, SessionForm, initial_of_defaults, initial_of_session
from exams.queries import exams_for, sessions_for

FORM = "exams/papers/session_form.html"


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def new_session(request: HttpRequest) -> HttpResponse:
    """Create a session, of the exam that the address says; a copy begins with another session's rules."""
    person = person_of(request)
    exams = exams_for(person.pk)
    copied = sessions_for(person.pk).filter(pk=_asked(request, "copy")).first()
    chosen = _asked(request, "exam") or (copied.exam_id if copied else 0)
    exam = exams.filter(pk=chosen).first() or exams.first()
    return act_page(
        request,
        form_class=SessionForm,
        template=FORM,
        act=partial(create_session, by=actor_of(request), at=clock.now()),
        form_arguments={"exams": exams, "exam": exam},
        initial=_initial(exam, copied),
        success_url=lambda made: reverse("exam_session", args=[made.pk]),
        done=_("The session is created."),
        context={
            "heading": _("New session"),
            "submit": _("Create the session"),
            "back_url": reverse("exam_sessions"),
            "back_text": _("Sessions"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def edit_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """Change a session in preparation."""
    found = session_or_404(request, session_id)
    here = reverse("exam_session", args=[found.pk])
    return act_page(
        request,
        form_class=SessionForm,
        template=FORM,
        act=partial(change_session, session_id=found.pk, by=actor_of(request), at=clock.now()),
        form_arguments={"exams": None, "exam": found.exam},
        initial=initial_of_session(found),
        success_url=here,
        done=_("The session is changed."),
        context={
            "heading": _("Change the session"),
            "lead": found.exam.title,
            "submit": _("Save the changes"),
            "back_url": here,
            "back_text": found.title,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(administers)
def cancel(request: HttpRequest, session_id: int) -> HttpResponse:
    """Cancel a session in preparation."""
    found = session_or_404(request, session_id)
    here = reverse("exam_session", args=[found.pk])
    return act_page(
        request,
        form_class=CancelForm,
        act=partial(cancel_session, session_id=found.pk, by=actor_of(request), at=clock.now()),
        success_url=here,
        done=_("The session is cancelled."),
        context={
            "heading": _("Cancel the session"),
            "lead": _("Whoever is registered sees it no more and may be registered for another one."),
            "submit": _("Cancel it for good"),
            "tone": "danger",
            "back_url": here,
            "back_text": found.title,
        },
    )


def _initial(exam: Exam | None, copied: Session | None) -> dict[str, Any]:
    opens_at, closes_at = next_window(clock.now())
    if copied is not None:
        window = {"opens_at": opens_at, "closes_at": opens_at + (copied.closes_at - copied.opens_at)}
        return {"exam_id": copied.exam_id, **initial_of_session(copied), **window, "entry_until": None}
    found: dict[str, Any] = {"opens_at": opens_at, "closes_at": closes_at}
    if exam is None:
        return found
    given = session_defaults(exam=exam, on=clock.today())
    return {**found, "exam_id": exam.pk, "minutes": exam.minutes, **initial_of_defaults(given)}


def _asked(request: HttpRequest, name: str) -> int:
    given = request.GET.get(name, "")
    return number(given) or 0
