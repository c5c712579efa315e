"""Write a paper: what is asked beside the page as it will be, kept as it is typed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import case_for, case_worker
from cases.drafting.content import content_of, drawn
from cases.drafting.issue_draft import issue_draft
from cases.drafting.save_draft import save_draft
from cases.drafting.submit_draft import submit_draft
from cases.drafting.views.sheet import page_of, saved
from cases.models import Case, PaperDraft
from cases.views.papers import as_file
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound, Refusal
from enforcement.organisation.access import actor_of


@allow(case_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, pk: int, draft_id: int) -> HttpResponse:
    """Show a paper in the making; a POST keeps what was typed and answers with the page as it is now."""
    case = case_for(request, pk)
    found = draft_of(case, draft_id)
    if request.method == "POST":
        data = request.POST
        answers = {name[4:]: text for name, text in data.dict().items() if name.startswith("ask:")}
        found = save_draft(
            draft_id=found.pk, by=actor_of(request), at=clock.now(), title=data.get("title", ""),
            text=data.get("text", ""), answers=answers,
        )  # fmt: skip
        found.case = case
        if request.headers.get("Accept") == "application/json":
            return JsonResponse(saved(request, found))
        return _go_on(request, found, data.get("then", ""))
    if found.state == PaperDraft.State.ISSUED:
        return redirect("case", case.pk)
    return render(request, "cases/drafting/draft.html", page_of(request, found))


@allow(case_worker)
@require_safe
def as_pdf(request: HttpRequest, pk: int, draft_id: int) -> HttpResponse:
    """Answer a draft as the PDF that it would be, without number."""
    found = draft_of(case_for(request, pk), draft_id)
    if not found.sealed:
        raise NotFound
    return as_file(drawn(found, content_of(found), on=clock.today()), "application/pdf", f"{found.title}（草稿）.pdf")


def draft_of(case: Case, draft_id: int) -> PaperDraft:
    """Return a draft of a case that was not thrown away.

    Raises:
        NotFound.
    """
    found = PaperDraft.objects.select_related("drafted_by").filter(case=case, pk=draft_id).first()
    if found is None or found.state == PaperDraft.State.DROPPED:
        raise NotFound
    found.case = case
    return found


def _go_on(request: HttpRequest, found: PaperDraft, then: str) -> HttpResponse:
    """Submit or issue what was just saved, where that button was pressed."""
    by, at = actor_of(request), clock.now()
    try:
        if then in {"submit", "issue"}:
            submit_draft(draft_id=found.pk, by=by, at=at)
        if then == "issue":
            issue_draft(draft_id=found.pk, by=by, at=at)
    except Refusal as refusal:
        found.refresh_from_db()
        return render(
            request,
            "cases/drafting/draft.html",
            page_of(request, found) | {"refusal": refusal},
            status=int(refusal.status),
        )
    if not then:
        return redirect("paper_draft", found.case_id, found.pk)
    said = {"submit": _("Submitted. Whoever issues it finds it on the case."), "issue": _("The paper is in the file.")}
    messages.success(request, said.get(then, ""))
    return redirect("case", found.case_id)
