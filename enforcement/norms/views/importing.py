"""Register many norms from a workbook."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from enforcement import clock
from enforcement.access import allow
from enforcement.norms.forms import ImportForm
from enforcement.norms.import_norms import FaultyWorkbook, import_norms
from enforcement.norms.sheet import workbook
from enforcement.norms.views.keeping import enters
from enforcement.organisation.access import actor_of

SHOWN = 200
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@allow(enters)
def take_in(request: HttpRequest) -> HttpResponse:
    """Check a workbook, and register its norms unless it was only to be checked or a cell is wrong."""
    form = ImportForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if request.method != "POST":
        return render(request, "norms/import.html", context)
    if not form.is_valid():
        return render(request, "norms/import.html", context, status=422)
    facts = form.cleaned_data
    try:
        done = import_norms(by=actor_of(request), at=clock.now(), **facts)
    except FaultyWorkbook as fault:
        return render(request, "norms/import.html", context | {"problems": fault.problems[:SHOWN]}, status=422)
    if facts["only_check"]:
        return render(request, "norms/import.html", context | {"right": done.norms})
    words = ngettext(
        "%(n)d norm is registered. Another person confirms it.",
        "%(n)d norms are registered. Another person confirms each.",
        done.norms,
    )
    messages.success(request, words % {"n": done.norms})
    return redirect("norm_list")


@require_safe
@allow(enters)
def template(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (every view takes it)
    """Answer with the workbook to fill in."""
    headers = {"Content-Disposition": 'attachment; filename="norms.xlsx"'}
    return HttpResponse(workbook(), content_type=WORKBOOK, headers=headers)
