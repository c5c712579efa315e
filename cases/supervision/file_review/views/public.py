"""The public pages: every draw with its list, its seed and how to draw again; nothing of the cases."""

from __future__ import annotations

from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.supervision.file_review.models import ReviewRound
from cases.supervision.file_review.public_record import COMMAND, public_record
from enforcement.access import allow, public
from enforcement.errors import NotFound

SIZE = 20


@require_safe
@allow(public)
def draws(request: HttpRequest) -> HttpResponse:
    """List the rounds, void ones too."""
    page = Paginator(ReviewRound.objects.select_related("agency"), SIZE).get_page(request.GET.get("page"))
    return render(request, "supervision/file_review/draws.html", {"page": page})


@require_safe
@allow(public)
def draw(request: HttpRequest, number: str) -> HttpResponse:
    """Show one draw."""
    row = _one(number)
    found = row.candidates.select_related("agency").order_by("agency__path", "name")
    groups = [(agency, list(rows)) for agency, rows in groupby(found, key=lambda c: c.agency)]
    record = public_record(row)
    context = {"round": row, "groups": groups, "record": record, "command": COMMAND, "drawn": len(record["drawn"])}
    return render(request, "supervision/file_review/draw.html", context)


@require_safe
@allow(public)
def record(_request: HttpRequest, number: str) -> HttpResponse:
    """Answer the record of a draw as a file."""
    answer = JsonResponse(public_record(_one(number)), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = "attachment; filename=draw.json"
    return answer


def _one(number: str) -> ReviewRound:
    found = ReviewRound.objects.select_related("agency").filter(number=number).first()
    if found is None:
        raise NotFound
    return found
