"""Results: a candidate's own, and those of a session for its administrator."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import xlsxwriter
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
from exams.models import Result, Session, Sitting
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
    found = standing.result or mark(sitting_id=sitting_id, at=clock.now())
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
    }
    return render(request, "exams/sitting/result.html", context)


RESULTS = Lister(
    caption=gettext_lazy("Results"),
    columns=(
        Column("name", gettext_lazy("Name"), lambda r: r.person.name, sort=("person__name",)),
        Column("agency", gettext_lazy("Agency"), lambda r: r.sitting.candidate.agency.title),
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
        .defer("sitting__answers", "item_points", "keys")
    )


@require_safe
@allow(administers)
def session_results(request: HttpRequest, session_id: int) -> HttpResponse:
    """List the results of a session."""
    session = session_or_404(request, session_id)
    listing = RESULTS.page(request, _rows(session))
    return render(request, "exams/results.html", {"session": session, "listing": listing})


@require_safe
@allow(administers)
def session_workbook(request: HttpRequest, session_id: int) -> HttpResponse:
    """Give the results of a session as a workbook."""
    session = session_or_404(request, session_id)
    response = HttpResponse(_workbook(session), content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="results-{session.pk}.xlsx"'
    return response


def _workbook(session: Session) -> bytes:
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, bold = book.add_worksheet(_("Results")[:31]), book.add_format({"bold": True})
    heads = [_("Name"), _("Agency"), _("Points"), _("Out of"), _("Outcome"), _("Started"), _("Handed in")]
    sheet.write_row(0, 0, heads, bold)
    for number, row in enumerate(_rows(session).order_by("-points", "pk"), start=1):
        sheet.write_row(number, 0, _line(row))
    sheet.set_column(0, 6, 18)
    sheet.freeze_panes(1, 0)
    book.close()
    return stream.getvalue()


def _line(row: Result) -> list[Any]:
    sitting = row.sitting
    moments = [say_moment(m) if m else "" for m in (sitting.started_at, sitting.closed_at)]
    return [
        row.person.name,
        sitting.candidate.agency.title,
        row.points / 100,
        row.total / 100,
        _words(row)[0],
        *moments,
    ]
