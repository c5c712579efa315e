"""The results of a session as a workbook and as CSV: every candidate, the absent and the void ones too."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import chain
from typing import Any

import xlsxwriter
from django.db.models import OuterRef, Subquery
from django.http import FileResponse, HttpRequest
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.web.times import say_moment
from exams.access import administers, session_or_404
from exams.marking.csv_file import csv_file
from exams.models import Candidate, Result, Session
from exams.states import effective_state
from exams.views.results import WORKBOOK

CSV = "text/csv; charset=utf-8"


def heads() -> list[str]:
    """Return the heads of the columns."""
    return [
        _("Candidate"), _("Agency"), _("Admission ticket"), _("State"), _("Points reached"), _("Out of"),
        _("Pass mark"), _("Pass or not"), _("Started"), _("Handed in"), _("Result no."),
    ]  # fmt: skip


def lines(session: Session) -> Iterator[list[Any]]:
    """Yield a line for each candidate, by agency and name."""
    at = clock.now()
    current = Result.objects.filter(sitting__candidate=OuterRef("pk"), superseded_by=None)
    rows = (
        Candidate.objects.filter(session=session)
        .annotate(**{name: Subquery(current.values(name)[:1]) for name in ("points", "total", "pass_mark", "passed")})
        .annotate(result=Subquery(current.values("pk")[:1]))
        .select_related("person", "agency", "sitting")
        .defer("eligibility", "sitting__answers", "sitting__texts")
        .order_by("agency__path", "person__name", "pk")
    )
    for row in rows.iterator(chunk_size=2000):
        yield _line(row, at)


def _line(row: Any, at: Any) -> list[Any]:
    sitting = getattr(row, "sitting", None)
    state = effective_state(sitting, at) if sitting else "assigned"
    counts = row.result is not None and state != "voided"
    times = (sitting.started_at, sitting.closed_at) if sitting else (None, None)
    moments = [say_moment(moment) if moment else "" for moment in times]
    figures = [row.points / 100, row.total / 100, row.pass_mark / 100] if counts else ["", "", ""]
    outcome = (_("Passed") if row.passed else _("Not passed")) if counts else ""
    return [
        row.person.name, row.agency.title, row.ticket, _state_words(state), *figures, outcome, *moments,
        row.result if counts else "",
    ]  # fmt: skip


def _state_words(state: str) -> str:
    return {
        "assigned": _("absent from the exam"),
        "running": _("still sitting"),
        "paused": _("paused"),
        "submitted": _("handed in"),
        "expired": _("time over"),
        "terminated": _("paper taken in by the proctor"),
        "voided": _("paper void"),
    }[state]


@require_safe
@allow(administers)
def session_workbook(request: HttpRequest, session_id: int) -> FileResponse:
    """Give the results of a session as a workbook."""
    session = session_or_404(request, session_id)
    return FileResponse(
        _workbook(session), as_attachment=True, filename=f"results-{session.pk}.xlsx", content_type=WORKBOOK
    )


def _workbook(session: Session) -> Any:
    """Return the workbook as a file: it is written row by row, so that a large session needs little memory."""
    stream = tempfile.SpooledTemporaryFile(max_size=10_000_000)  # noqa: SIM115 (the response closes it)
    book = xlsxwriter.Workbook(
        stream, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet, bold = book.add_worksheet(_("Results")[:31]), book.add_format({"bold": True})
    sheet.set_column(0, 10, 16)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, heads(), bold)
    for number, line in enumerate(lines(session), start=1):
        sheet.write_row(number, 0, line)
    book.close()
    stream.seek(0)
    return stream


@require_safe
@allow(administers)
def session_csv(request: HttpRequest, session_id: int) -> FileResponse:
    """Give the results of a session as CSV."""
    session = session_or_404(request, session_id)
    file = csv_file(chain([heads()], lines(session)))
    return FileResponse(file, as_attachment=True, filename=f"results-{session.pk}.csv", content_type=CSV)
