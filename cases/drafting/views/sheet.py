"""The page of a draft as the browser shows it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from cases.access import duties_on
from cases.documents.heading import name_over
from cases.drafting.content import Content, addressee_of, content_of, rows_of
from cases.drafting.current import of_version
from cases.drafting.duties import issues, needs_another
from cases.models import PaperDraft
from enforcement import clock
from enforcement.organisation.access import person_of


def saved(request: HttpRequest, found: PaperDraft) -> dict[str, Any]:
    """Return what the editor is told after each saving: when, the page, what is still asked."""
    content = content_of(found)
    sheet = render_to_string("cases/drafting/_sheet.html", sheet_of(found, content), request)
    return {"saved": timezone.localtime(found.saved_at).strftime("%H:%M"), "sheet": sheet, "missing": content.missing}


def page_of(request: HttpRequest, found: PaperDraft) -> dict[str, Any]:
    """Return what the page of a draft shows, and what its reader may do."""
    content, template = content_of(found), of_version(found.version)
    duties, mine = duties_on(request, found.case), found.drafted_by_id == person_of(request).pk
    return {
        "case": found.case, "draft": found, "content": content, "template": template,
        "asks": [(ask, content.answers.get(ask.label, "")) for ask in content.asks],
        "writes": mine and found.state == PaperDraft.State.DRAFT, "mine": mine,
        "issues": issues(template, duties) and not (mine and needs_another(template)),
        "is_submitted": found.state == PaperDraft.State.SUBMITTED, "missing": content.missing,
        **sheet_of(found, content),
    }  # fmt: skip


def sheet_of(found: PaperDraft, content: Content) -> dict[str, Any]:
    """Return what the picture of the page shows."""
    template = of_version(found.version)
    return {
        "sheet_title": found.title, "agency": found.case.agency, "form": template.layout == "form",
        "rows": rows_of(content.final), "lines": content.final.split("\n"), "today": clock.today(), "case": found.case,
        "to": addressee_of(template, found.case, content.given), "numbered": template.number,
        "over": name_over(found.title, found.case.agency.name),
    }  # fmt: skip
