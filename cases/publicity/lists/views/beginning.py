"""Begin a draft: check a workbook, take it in, or copy the version in force."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.publicity.lists.access import keeps, kept_agencies, writes
from cases.publicity.lists.draft_list import draft_list
from cases.publicity.lists.forms import DraftForm
from cases.publicity.lists.kinds import Kind
from cases.publicity.lists.sentences import sentence_of
from cases.publicity.lists.sheet import check, workbook
from cases.publicity.lists.showing import kind_of
from cases.publicity.lists.views.public import WORKBOOK
from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.access import actor_of
from enforcement.organisation.models import Agency
from enforcement.web.acts import act_page

SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
@allow(writes)
def begin(request: HttpRequest, kind: str) -> HttpResponse:
    """Check a workbook, and begin a draft unless it was only to be checked or a cell is wrong."""
    shown, agencies = kind_of(kind), kept_agencies(request, "publish")
    context: dict[str, Any] = {"kind": shown}
    if request.method == "POST" and (answer := _checked(request, shown, agencies, context)):
        return answer
    act = partial(draft_list, kind=kind, by=actor_of(request), at=clock.now())
    return act_page(
        request, form_class=DraftForm, form_arguments={"agencies": agencies}, context=context,
        initial={"agency_id": request.GET.get("agency", ""), "from_on": clock.today()},
        act=lambda **facts: act(**{name: given for name, given in facts.items() if name not in {"file", "only_check"}}),
        success_url=lambda made: reverse("list_draft", args=[made.pk]), template="publicity/begin.html",
        done=_("The draft is there. Look it over, then another person publishes it."),
    )  # fmt: skip


def _checked(
    request: HttpRequest, kind: Kind, agencies: list[Agency], context: dict[str, Any]
) -> HttpResponse | None:  # fmt: skip
    """Add what the check found; answer at once if it was only to be checked or found a mistake."""
    form = DraftForm(request.POST, request.FILES, agencies=agencies)
    if not form.is_valid() or form.cleaned_data["content"] is None:
        return None
    agency = next(a for a in agencies if a.pk == form.cleaned_data["agency_id"])
    found = check(form.cleaned_data["content"], kind, agency)
    problems = [(p.cell, sentence_of(p.code, p.more)) for p in found.problems[:SHOWN]]
    context |= {"checked": found, "problems": problems, "form": form}
    if not found.problems and not form.cleaned_data["only_check"]:
        return None
    return render(request, "publicity/begin.html", context, status=422 if found.problems else 200)


@require_safe
@allow(keeps)
def template(request: HttpRequest, kind: str) -> HttpResponse:  # noqa: ARG001 (every view takes it)
    """Answer with the empty workbook."""
    response = HttpResponse(workbook(kind_of(kind)), content_type=WORKBOOK)
    response["Content-Disposition"] = f"attachment; filename={kind}.xlsx"
    return response
