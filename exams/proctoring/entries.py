"""What this area enters elsewhere: parameters, menu, things to do, background work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enforcement import clock
from enforcement.organisation.access import duties_of, person_of
from enforcement.web import worklist
from enforcement.web.worklist import ToDo
from exams.models import LatePacket, Session
from exams.proctoring import find_pairs, parameters
from exams.proctoring.access import sessions_watched
from exams.queries import agencies_managed

AHEAD = timedelta(days=7)
KINDS = (find_pairs.JOB,)
"""Background work: importing its module registers it."""


def enter_all() -> None:
    """Enter everything."""
    parameters.declare_all()
    worklist.enter("exams.watch", sessions_to_watch)
    worklist.enter("exams.late", late_packets_waiting)


def sessions_to_watch(request: HttpRequest) -> Iterator[ToDo]:
    """Yield the sessions that the person is named to watch, from a week before until they are over."""
    if not request.user.is_authenticated:
        return
    at = clock.now()
    rows = sessions_watched(person_of(request).pk).filter(state=Session.State.OPEN, opens_at__lte=at + AHEAD)
    for session in rows.order_by("opens_at"):
        yield ToDo(
            title=_("Watch the exam: %(session)s") % {"session": session.title},
            url=reverse("exam_console", args=[session.pk]),
            subject=session.exam.title,
            due_on=clock.day_of(session.opens_at),
            light="red" if session.opens_at <= at <= session.closes_at else "yellow",
            kind=_("Exam"),
        )


def late_packets_waiting(request: HttpRequest) -> Iterator[ToDo]:
    """Yield the sessions in which late answers wait for a decision of an administrator."""
    if "exam" not in duties_of(request):
        return
    waiting = LatePacket.objects.filter(
        state=LatePacket.State.WAITING,
        sitting__session__exam__agency__in=agencies_managed(person_of(request).pk),
    )
    sessions = Session.objects.filter(pk__in=waiting.values("sitting__session")).select_related("exam")
    for session in sessions.order_by("opens_at"):
        yield ToDo(
            title=_("Decide on late answers: %(session)s") % {"session": session.title},
            url=reverse("exam_late_packets", args=[session.pk]),
            subject=session.exam.title,
            light="yellow",
            kind=_("Exam"),
        )
