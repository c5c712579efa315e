"""Return, issue or throw away a paper."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.access import case_for, case_worker
from cases.drafting.issue_draft import issue_draft
from cases.drafting.save_draft import drop_draft
from cases.drafting.submit_draft import return_draft
from cases.drafting.views.writing import draft_of
from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of


@allow(case_worker)
@require_POST
def issue(request: HttpRequest, pk: int, draft_id: int) -> HttpResponse:
    """Issue a submitted paper."""
    found = draft_of(case_for(request, pk), draft_id)
    paper = issue_draft(draft_id=found.pk, by=actor_of(request), at=clock.now())
    said = _("“%(title)s” is in the file. %(number)s") % {"title": paper.title, "number": paper.number}
    messages.success(request, said.strip())
    return redirect("case", pk)


@allow(case_worker)
@require_POST
def give_back(request: HttpRequest, pk: int, draft_id: int) -> HttpResponse:
    """Return a submitted paper to who wrote it."""
    found = draft_of(case_for(request, pk), draft_id)
    return_draft(draft_id=found.pk, by=actor_of(request), at=clock.now(), why=request.POST.get("why", ""))
    return redirect("paper_draft", pk, draft_id)


@allow(case_worker)
@require_POST
def drop(request: HttpRequest, pk: int, draft_id: int) -> HttpResponse:
    """Throw a draft away."""
    found = draft_of(case_for(request, pk), draft_id)
    drop_draft(draft_id=found.pk, by=actor_of(request), at=clock.now())
    return redirect("case", pk)
