"""Answers in words: how far their marking is, who marks, and the marker's own page."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enforcement import clock
from enforcement.access import allow, signed_in
from enforcement.organisation import parameters
from enforcement.organisation.access import actor_of, person_of
from enforcement.organisation.models import Person
from enforcement.web.acts import act_page
from enforcement.web.asked import number
from exams.access import administers, session_or_404
from exams.bank.keys import current_keys
from exams.marking.forms import MarkForm
from exams.marking.in_words import InWords, questions_in_words
from exams.marking.mark_answer import mark_answer
from exams.marking.name_marker import dismiss_marker, name_marker
from exams.marking.next_answer import Answer, answer_again, next_answer
from exams.marking.parameters import DIFFERENCE
from exams.marking.progress import progress_of
from exams.models import ItemVersion, Marker, Session

FOUND = 20


@require_safe
@allow(administers)
def marking(request: HttpRequest, session_id: int) -> HttpResponse:
    """Show how far the marking of a session is, how well markers agree, and who they are."""
    session = session_or_404(request, session_id)
    percent = int(parameters.value(DIFFERENCE, agency=session.exam.agency, on=clock.today()))
    progress = progress_of(session, percent)
    markers = list(Marker.objects.filter(session=session).select_related("person"))
    asked = request.GET.get("q", "").strip()
    context = {
        "session": session,
        "progress": progress,
        "markers": [(marker.person, progress.markers.get(marker.person_id)) for marker in markers],
        "asked": asked,
        "found": _people(session, asked) if asked else [],
    }
    return render(request, "exams/marking/marking.html", context)


def _people(session: Session, asked: str) -> list[Person]:
    rows = Person.objects.filter(name__icontains=asked, is_active=True, posts__isnull=False).distinct()
    rows = rows.exclude(pk__in=Marker.objects.filter(session=session).values("person_id"))
    return list(rows.order_by("name", "pk")[:FOUND])


@require_POST
@allow(administers)
def marker_name(request: HttpRequest, session_id: int) -> HttpResponse:
    """Name a marker."""
    session = session_or_404(request, session_id)
    name_marker(session_id=session.pk, by=actor_of(request), at=clock.now(), person_id=_person_id(request))
    messages.success(request, _("The marker is named."))
    return redirect("exam_marking", session.pk)


@require_POST
@allow(administers)
def marker_dismiss(request: HttpRequest, session_id: int) -> HttpResponse:
    """Take a marker off the list."""
    session = session_or_404(request, session_id)
    dismiss_marker(session_id=session.pk, by=actor_of(request), at=clock.now(), person_id=_person_id(request))
    messages.success(request, _("The marker is taken off the list."))
    return redirect("exam_marking", session.pk)


def _person_id(request: HttpRequest) -> int:
    return number(request.POST.get("person")) or 0


@require_safe
@allow(signed_in)
def my_marking(request: HttpRequest) -> HttpResponse:
    """List the questions whose answers I mark."""
    sessions = sessions_marked_by(person_of(request).pk)
    rows = []
    for session in sessions:
        questions = questions_in_words(session)
        versions = ItemVersion.objects.in_bulk([question.version_id for question in questions])
        rows.append((session, [versions[question.version_id] for question in questions]))
    return render(request, "exams/marking/mine.html", {"rows": rows})


def sessions_marked_by(person_id: int) -> list[Session]:
    """Return the sessions whose answers a person marks and whose results are not released."""
    rows = Session.objects.filter(markers__person_id=person_id, state__in=[Session.State.OPEN, Session.State.CLOSED])
    return list(rows.select_related("exam__agency").order_by("closes_at"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@allow(signed_in)
def mark_next(request: HttpRequest, session_id: int, version_id: int) -> HttpResponse:
    """Show the next answer of a question without whose it is, and take its points."""
    session, question = _assigned(request, session_id, version_id)
    skipped = number(request.GET.get("after")) or 0
    answer = _answer(request, session, question, skipped)
    context: dict[str, Any] = {
        "session": session,
        "version": ItemVersion.objects.select_related("group_version", "item").get(pk=version_id),
        "guide": current_keys([version_id])[version_id].texts or {},
        "answer": answer,
        "skipped": skipped,
        "next_after": skipped + 1,
    }
    if answer is None:
        return render(request, "exams/marking/mark_next.html", context)
    here = reverse("exam_mark_next", args=[session_id, version_id])
    return act_page(
        request,
        form_class=MarkForm,
        act=partial(mark_answer, by=actor_of(request), at=clock.now()),
        success_url=f"{here}?after={skipped}" if skipped else here,
        done=_("The mark is recorded."),
        template="exams/marking/mark_next.html",
        initial={"sitting_id": answer.sitting_id, "item": answer.item},
        form_arguments={"full": answer.full},
        context=context,
    )


def _answer(request: HttpRequest, session: Session, question: InWords, skipped: int) -> Answer | None:
    """Return the answer that was sent for marking, or the next one."""
    sitting_id, item = (number(request.POST.get(name)) for name in ("sitting_id", "item"))
    if sitting_id is not None and item is not None:
        again = answer_again(session=session, question=question, sitting_id=sitting_id, item=item)
        if again is not None:
            return again
    person_id, at = person_of(request).pk, clock.now()
    return next_answer(session=session, question=question, person_id=person_id, at=at, after=skipped)


def _assigned(request: HttpRequest, session_id: int, version_id: int) -> tuple[Session, InWords]:
    """Return the session and question, if the person marks it.

    Raises:
        Http404: for anybody else.
    """
    session = next((s for s in sessions_marked_by(person_of(request).pk) if s.pk == session_id), None)
    question = next((q for q in questions_in_words(session) if q.version_id == version_id), None) if session else None
    if session is None or question is None:
        raise Http404
    return session, question
