"""The search box."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cases.access import case_worker
from cases.finding.search import search
from cases.finding.wording import LONGEST
from enforcement.access import allow
from enforcement.organisation.access import person_of


@allow(case_worker)
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Find cases, parties and papers; the only hit is opened at once."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    groups = search(text, person_of(request).pk) if text else []
    hits = {hit.url for group in groups for hit in group.hits}
    if len(hits) == 1 and "stay" not in request.GET:
        return redirect(hits.pop())
    return render(request, "cases/finding/find.html", {"q": text, "groups": groups})
