"""Results: a candidate's own, and those of a session for its administrator."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from enforcement import clock
from enforcement.access import allow, signed_in
from enforcement.organisation.access import person_of
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.templatetags.ui import badge
from enforcement.web.times import say_moment
from exams.access import administers, session_or_404
from exams.mark import mark
from exams.marking.appeal_window import last_day
from exams.marking.file_appeal import was_appealed
from exams.marking.grading import WaitsForMarkers
from exams.marking.sheets import path_of
from exams.models import Appeal, Result, Session, Sitting
from exams.queries import attempts_used
from exams.review import review, weakest
from exams.scoring import Rules
from exams.sitting.views import own
from exams.standing import may_be_seen

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@require_safe
@allow(signed_in)
def result(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """Show my result; mark the paper first if nobody has."""
    standing = own(request, sitting_id)
    if standing.state not in {"result", "unreleased"}:
        return redirect("exam_lobby", sitting_id)
    session = standing.session
    if not may_be_seen(session):
        return render(request, "exams/sitting/unreleased.html", {"standing": standing, "session": session})
    try:
        marked = standing.result or mark(sitting_id=sitting_id, at=clock.now())
    except WaitsForMarkers as waiting:
        return render(request, "exams/marking/waiting.html", {"session": session, "waiting": waiting})
    found = Result.objects.select_related("session__exam__agency", "run", "supersedes").get(pk=marked.pk)
    sitting = Sitting.objects.get(pk=sitting_id)
    items = review(sitting=sitting, result=found)
    used = attempts_used(exam_id=session.exam_id, person_id=person_of(request).pk)
    context = {
        "standing": standing,
        "session": session,
        "exam": session.exam,
        "sitting": sitting,
        "result": found,
        "items": items,
        "wrong": [item for item in items if not item.right],
        "laws": weakest(found),
        "rules": Rules.from_json(found.rules),
        "left": max(0, session.exam.attempts - used),
        "superseded": found.supersedes,
        **_appeals(found),
    }
    return render(request, "exams/sitting/result.html", context)


def _appeals(result: Result) -> dict[str, Any]:
    """Return whether and until when the candidate may appeal, and the appeals that there were."""
    until = last_day(result)
    open_ = until is not None and clock.today() <= until and not was_appealed(result)
    appeals = Appeal.objects.filter(result__sitting_id=result.sitting_id)
    return {"may_appeal": open_, "appeal_until": until, "appeals": appeals}


RESULTS = Lister(
    caption=gettext_lazy("Results"),
    columns=(
        Column("name", gettext_lazy("Name"), lambda r: r.person.name, sort=("person__name",)),
        Column("agency", gettext_lazy("Agency"), lambda r: r.sitting.candidate.agency.title),
        Column("ticket", gettext_lazy("Admission ticket"), lambda r: r.sitting.candidate.ticket),
        Column("points", gettext_lazy("Points"), lambda r: r.score, sort=("points",), numeric=True),
        Column("outcome", gettext_lazy("Outcome"), lambda r: badge(*_words(r)), sort=("passed",)),
        Column("closed", gettext_lazy("Handed in"), lambda r: say_moment(r.sitting.closed_at)),
    ),
    filters=(
        Filter("q", gettext_lazy("Name"), lambda rows, q: rows.filter(person__name__icontains=q)),
        Filter(
            "passed",
            gettext_lazy("Outcome"),
            lambda rows, value: rows.filter(passed=value == "1"),
            options=(("1", gettext_lazy("Passed")), ("0", gettext_lazy("Not passed"))),
        ),
    ),
    order="-points",
)


def _words(row: Result) -> tuple[str, str]:
    return (_("Passed"), "ok") if row.passed else (_("Not passed"), "stop")


def _rows(session: Session) -> QuerySet[Result]:
    return (
        Result.objects.filter(session=session, superseded_by=None)
        .select_related("person", "sitting__candidate__agency")
        .exclude(sitting__state=Sitting.State.VOIDED)
        .defer("sitting__answers", "sitting__texts", "item_points", "item_answers", "keys")
    )


@require_safe
@allow(administers)
def session_results(request: HttpRequest, session_id: int) -> HttpResponse:
    """List the results of a session."""
    session = session_or_404(request, session_id)
    listing = RESULTS.page(request, _rows(session))
    context = {"session": session, "listing": listing, "sheets_made": path_of(session.pk).is_file()}
    return render(request, "exams/results.html", context)
