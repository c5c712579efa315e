"""What exams enter elsewhere: the menu, the list of things to do, the timetable."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enforcement import clock
from enforcement.access import signed_in
from enforcement.jobs.timetable import every
from enforcement.organisation.access import duties_of, person_of
from enforcement.web import navigation, worklist
from enforcement.web.navigation import MenuEntry
from enforcement.web.worklist import ToDo
from exams.access import administers
from exams.marking.mark_waiting import mark_waiting
from exams.models import Session
from exams.queries import sessions_for
from exams.standing import Standing, standings

MARKING = "exams.mark_waiting"
EVERY_MINUTES = 5
SOON = timedelta(days=7)
"""An exam that closes so soon is due soon on the desk of whoever has not sat it."""


def enter_all() -> None:
    """Enter everything."""
    navigation.enter(MenuEntry("exam_mine", gettext_lazy("My exams"), "writing", signed_in, "own", 10))
    navigation.enter(
        MenuEntry("exam_sessions", gettext_lazy("Exam sessions"), "calendar-event", administers, "manage", 50)
    )
    worklist.enter("exams.mine", own_exams)
    worklist.enter("exams.sessions", sessions_to_mind)
    every(EVERY_MINUTES, MARKING, mark_all_waiting)


def mark_all_waiting(job: Any) -> dict[str, Any]:  # noqa: ARG001 (every piece of work gets its progress)
    """Close what is over and mark what is closed. Pages never wait for it."""
    return {"marked": mark_waiting(at=clock.now())}


def own_exams(request: HttpRequest) -> Iterator[ToDo]:
    """Yield the exams that the person is to sit, go on with, or has not seen the result of."""
    if not request.user.is_authenticated:
        return
    for row in standings(person_id=person_of(request).pk, at=clock.now()):
        if row.state in {"ready", "running"} and row.sitting is not None:
            yield _to_sit(row)


def _to_sit(row: Standing) -> ToDo:
    running, last = row.state == "running", clock.day_of(row.session.closes_at)
    urgent = running or last <= clock.today() + SOON
    title = _("Go on with the exam: %(exam)s") if running else _("Sit the exam: %(exam)s")
    name = "exam_paper" if running else "exam_lobby"
    return ToDo(
        title=title % {"exam": row.session.exam.title},
        url=reverse(name, args=[row.sitting.pk]) if row.sitting else "",
        subject=row.session.title,
        due_on=last,
        light="yellow" if urgent else "green",
        kind=_("Exam"),
    )


def sessions_to_mind(request: HttpRequest) -> Iterator[ToDo]:
    """Yield the sessions that an administrator must open, close or release."""
    if "exam" not in duties_of(request):
        return
    at = clock.now()
    for session in sessions_for(person_of(request).pk).exclude(state=Session.State.RELEASED):
        words = _to_mind(session, at)
        if words:
            waits = session.state == Session.State.DRAFT
            yield ToDo(
                title=words % {"session": session.title},
                url=reverse("exam_session", args=[session.pk]),
                subject=session.exam.title,
                due_on=clock.day_of(session.opens_at) if waits else None,
                light="yellow",
                kind=_("Exam"),
            )


def _to_mind(session: Session, at: Any) -> str:
    if session.state == Session.State.DRAFT and at < session.closes_at:
        return _("Register candidates and open the session: %(session)s")
    if session.state == Session.State.OPEN and at > session.closes_at:
        return _("Close the session: %(session)s")
    return _("Release the results: %(session)s") if session.state == Session.State.CLOSED else ""
