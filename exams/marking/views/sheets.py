"""Result sheets: a candidate's own, and those of a session for its administrator."""

from __future__ import annotations

from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from enforcement import clock
from enforcement.access import allow, signed_in
from enforcement.jobs.enqueue import enqueue
from enforcement.organisation.access import person_of
from exams.access import administers, session_or_404
from exams.marking.sheet import pdf_of, sheet_of
from exams.marking.sheets import SHEETS, path_of, sheet_rows
from exams.sitting.views import own


@require_safe
@allow(signed_in)
def sheet(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """Give my result sheet as PDF."""
    standing = own(request, sitting_id)
    if standing.state != "result" or standing.result is None:
        raise Http404
    response = HttpResponse(pdf_of([sheet_of(sheet_rows().get(pk=standing.result.pk))]), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="result-{standing.result.pk}.pdf"'
    return response


@require_POST
@allow(administers)
def sheets(request: HttpRequest, session_id: int) -> HttpResponse:
    """Have the sheets of a session made in the background."""
    session = session_or_404(request, session_id)
    with transaction.atomic():
        job = enqueue(
            kind=SHEETS, arguments={"session_id": session.pk}, by_person_id=person_of(request).pk, at=clock.now()
        )
    return redirect("job", job.pk)


@require_safe
@allow(administers)
def sheets_file(request: HttpRequest, session_id: int) -> FileResponse:
    """Give the sheets of a session that were made."""
    session = session_or_404(request, session_id)
    path = path_of(session.pk)
    if not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"result-sheets-{session.pk}.pdf")
