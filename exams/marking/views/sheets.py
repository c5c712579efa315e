"""Result sheets: a candidate's own, those of a session for its administrator, and whether one is genuine."""

from __future__ import annotations

from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enforcement import clock
from enforcement.access import allow, public, signed_in
from enforcement.jobs.enqueue import enqueue
from enforcement.organisation.access import person_of
from exams.access import administers, session_or_404
from exams.marking.check_sheet import check_sheet
from exams.marking.forms import SheetForm
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


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@allow(public)
def check(request: HttpRequest) -> HttpResponse:
    """Tell anybody who holds a result sheet whether it is genuine."""
    form = SheetForm(request.POST or None)
    found = check_sheet(**form.cleaned_data) if form.is_bound and form.is_valid() else None
    status = 422 if form.is_bound and found is None else 200
    return render(request, "exams/marking/check_sheet.html", {"form": form, "found": found}, status=status)
