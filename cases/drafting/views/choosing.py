"""Choose what paper to write: the templates in force, in the order of a case."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cases.access import case_for, case_worker, duties_on
from cases.asking import duty_title
from cases.drafting.begin_draft import begin_draft
from cases.drafting.current import templates_for
from cases.drafting.duties import DRAFTERS
from cases.drafting.shape import Template
from cases.history import title_of
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotAllowed
from enforcement.organisation.access import actor_of


@allow(case_worker)
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """List the templates of papers; a POST begins one."""
    case = case_for(request, pk)
    if not DRAFTERS & duties_on(request, case):
        raise NotAllowed
    if request.method == "POST":
        key = request.POST.get("key", "")
        draft = begin_draft(case_id=case.pk, by=actor_of(request), at=clock.now(), key=key)
        return redirect("paper_draft", case.pk, draft.pk)
    words = request.GET.get("q", "").strip()[:40]
    found = [t for t in templates_for(case.agency, clock.today()).values() if words in t.title or words in t.basis]
    return render(request, "cases/drafting/choose.html", {"case": case, "groups": _grouped(found), "q": words})


def _grouped(templates: list[Template]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return templates by the stage of the case, those first that people write."""
    return [
        (group, sorted((_shown(t) for t in rows), key=lambda row: bool(row["made_by"])))
        for group, rows in groupby(templates, key=lambda t: t.group)
    ]


def _shown(template: Template) -> dict[str, Any]:
    return {
        "key": template.key, "title": template.title, "basis": template.basis, "own": bool(template.own_id),
        "made_by": template.made_by and title_of(template.made_by, template.made_by),
        "approve": duty_title(template.approve),
    }  # fmt: skip
