"""What this area enters elsewhere: parameters, menu, things to do, background work."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enforcement import clock
from enforcement.organisation.access import duties_of, person_of
from enforcement.web import navigation, worklist
from enforcement.web.navigation import MenuEntry
from enforcement.web.worklist import ToDo
from exams.access import administers
from exams.marking import jobs, parameters
from exams.marking.views.appeals import appeals_of
from exams.marking.views.marking import sessions_marked_by
from exams.marking.views.regrades import regrades_of
from exams.models import Appeal, RegradeProposal


def enter_all() -> None:
    """Enter everything."""
    parameters.declare_all()
    jobs.register_all()
    navigation.enter(MenuEntry("exam_appeals", gettext_lazy("Appeals"), "message-report", administers, "manage", 54))
    navigation.enter(MenuEntry("exam_regrades", gettext_lazy("Regrades"), "refresh", administers, "manage", 55))
    worklist.enter("exams.marking", to_mark)
    worklist.enter("exams.after", to_decide)


def to_mark(request: HttpRequest) -> Iterator[ToDo]:
    """Yield the sessions whose answers in words the person marks."""
    if not request.user.is_authenticated:
        return
    for session in sessions_marked_by(person_of(request).pk):
        yield ToDo(
            title=_("Mark answers in words: %(session)s") % {"session": session.title},
            url=reverse("exam_my_marking"),
            subject=session.exam.title,
            light="yellow",
            kind=_("Exam"),
        )


def to_decide(request: HttpRequest) -> Iterator[ToDo]:
    """Yield appeals and regrades on which the person may have the next word."""
    if "exam" not in duties_of(request):
        return
    person_id = person_of(request).pk
    for appeal in appeals_of(request).exclude(state=Appeal.State.DECIDED):
        if person_id not in {appeal.person_id, appeal.rechecked_by_id}:
            filed = appeal.state == Appeal.State.FILED
            title = _("Re-check an appeal: %(name)s") if filed else _("Decide an appeal: %(name)s")
            yield ToDo(
                title=title % {"name": appeal.person.name},
                url=reverse("exam_appeal_case", args=[appeal.pk]),
                subject=appeal.result.session.exam.title,
                due_on=clock.day_of(appeal.filed_at),
                light="yellow",
                kind=_("Appeal"),
            )
    open_ = regrades_of(request).filter(state=RegradeProposal.State.PROPOSED).exclude(proposed_by_id=person_id)
    for proposal in open_.exclude(voices__person_id=person_id):
        yield ToDo(
            title=_("Say yes or no to a regrade: %(exam)s") % {"exam": proposal.exam.title},
            url=reverse("exam_regrade", args=[proposal.pk]),
            subject=proposal.reason,
            light="yellow",
            kind=_("Regrade"),
        )
