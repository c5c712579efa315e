"""Pages that stop, resume and draw batches again, and give their files."""

from __future__ import annotations

from typing import Final

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from certification.batches import files
from certification.batches.forms import DuplexForm
from certification.batches.resume_batch import draw_again, resume_batch, retry_failed
from certification.batches.stop_batch import stop_batch
from certification.batches.views import ISSUES, batch_or_404
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of

ACTS: Final = {"stop": stop_batch, "resume": resume_batch, "retry": retry_failed}


@require_POST
@allow(ISSUES)
def change(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Stop, resume, or try again what was left out."""
    row = batch_or_404(request, pk)
    ACTS[code](batch_id=row.pk, by=actor_of(request), at=clock.now())
    return redirect("batch_detail", pk)


@require_POST
@allow(ISSUES)
def redraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the cards again, for a printer that turns the sheets as chosen."""
    row, form = batch_or_404(request, pk), DuplexForm(request.POST)
    if not form.is_valid():
        raise NotFound
    draw_again(batch_id=row.pk, by=actor_of(request), at=clock.now(), duplex=form.cleaned_data["duplex"])
    return redirect("batch_detail", pk)


@require_safe
@allow(ISSUES)
def batch_file(request: HttpRequest, pk: int, name: str) -> FileResponse:
    """Give a file of a batch."""
    row = batch_or_404(request, pk)
    response = FileResponse(files.path_of(row.pk, name).open("rb"), as_attachment=True, filename=f"{row.pk}-{name}")
    response["Cache-Control"] = "private, no-store"
    return response
