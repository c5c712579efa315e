"""Progress reports: the list, the page where one is written, its files and its public page."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.views.papers import as_file
from cases.yearly.asked import number
from cases.yearly.draw_up import FIRST_YEAR
from cases.yearly.models import ProgressReport
from cases.yearly.office.access import agencies_for, works_in_law_office
from cases.yearly.office.progress.draw import draw_progress, save_progress
from cases.yearly.office.progress.files import paper, title_of, word
from cases.yearly.office.progress.settle import approve_progress, publish_progress, reopen_progress
from cases.yearly.office.progress.words import PARTS, paragraphs
from cases.yearly.tabs import tabs
from enforcement import clock
from enforcement.access import allow, public
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, person_of
from enforcement.organisation.duties.holding import agencies_where, holds
from enforcement.web.acts import act_page

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SETTLE = {"approve": approve_progress, "publish": publish_progress}


class ProgressForm(forms.Form):
    """A field for each part."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the parts in order."""
        super().__init__(*args, **kwargs)
        for code, title in PARTS.items():
            area = forms.Textarea(attrs={"rows": 7, "lang": "zh-CN"})
            self.fields[code] = forms.CharField(label=title, required=False, max_length=20000, widget=area)

    def clean(self) -> dict[str, Any]:
        """Return the parts by code."""
        return {"parts": dict(self.cleaned_data)}


@require_safe
@allow(works_in_law_office)
def reports(request: HttpRequest) -> HttpResponse:
    """List the progress reports, and offer to draw one up."""
    mine = agencies_where(person_id=person_of(request).pk, duties={"supervise"}).filter(kind="government")
    return render(request, "yearly/progress_list.html", {
        "reports": ProgressReport.objects.filter(agency__in=agencies_for(request)).select_related("agency"),
        "agencies": mine, "years": range(clock.today().year, FIRST_YEAR - 1, -1), "tabs": tabs(request, "progress"),
    })  # fmt: skip


@require_POST
@allow(works_in_law_office)
def new_report(request: HttpRequest) -> HttpResponse:
    """Draw up a progress report."""
    agency, year = number(request.POST.get("agency", "")), number(request.POST.get("year", ""))
    if agency is None or year is None:
        raise NotFound
    made = draw_progress(agency_id=agency, by=actor_of(request), at=clock.now(), year=year)
    return redirect(made)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(works_in_law_office)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a progress report, or read it."""
    found = _found(request, pk)
    person, draft = person_of(request).pk, found.state == "draft"
    writes = holds(person_id=person, duty="supervise", agency=found.agency)
    governs = holds(person_id=person, duty="govern", agency=found.agency)
    runs = clock.today().year <= found.year
    approves, publishes = draft and governs and not runs, found.state == "approved" and writes
    return act_page(
        request, form_class=ProgressForm, initial={part["code"]: part["text"] for part in found.parts},
        act=partial(save_progress, report_id=pk, by=actor_of(request), at=clock.now()),
        done=_("What you wrote is kept."),
        success_url=found.get_absolute_url(), template="yearly/progress.html",
        context={
            "report": found, "title": title_of(found), "paragraphs": paragraphs(found.parts),
            "headings": set(PARTS.values()), "may_write": draft and writes, "runs": draft and runs,
            "part": "approve" if approves else "publish" if publishes else "",
            "may_reopen": found.state == "approved" and governs, "next_by": "govern" if draft else "supervise",
        },
    )  # fmt: skip


@require_POST
@allow(works_in_law_office)
def settle(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """Approve, publish or give back."""
    found, at = _found(request, pk), clock.now()
    if part == "reopen":
        reopen_progress(report_id=pk, by=actor_of(request), at=at)
    elif part in SETTLE:
        SETTLE[part](report_id=pk, by=actor_of(request), at=at, seen=request.POST.get("seen", ""))
    else:
        raise NotFound
    messages.success(request, _("Done."))
    return redirect(found)


@require_safe
@allow(works_in_law_office)
def file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Answer a progress report as PDF or Word document."""
    return _file(_found(request, pk), kind)


@require_safe
@allow(public)
def shown(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a published progress report."""
    found = _published(pk)
    return render(request, "yearly/progress_public.html", {
        "report": found, "title": title_of(found), "paragraphs": paragraphs(found.parts),
        "headings": set(PARTS.values()),
    })  # fmt: skip


@require_safe
@allow(public)
def public_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:  # noqa: ARG001 (a view)
    """Answer a published progress report as a file."""
    return _file(_published(pk), kind)


def _file(found: ProgressReport, kind: str) -> HttpResponse:
    if kind == "docx":
        return as_file(word(found), DOCX, f"{title_of(found)}.docx")
    return as_file(paper(found), "application/pdf", f"{title_of(found)}.pdf")


def _published(pk: int) -> ProgressReport:
    found = ProgressReport.objects.filter(pk=pk, state="published").select_related("agency").first()
    if found is None:
        raise NotFound
    return found


def _found(request: HttpRequest, pk: int) -> ProgressReport:
    rows = ProgressReport.objects.select_related("agency", "drawn_by", "approved_by", "published_by")
    found = rows.filter(pk=pk, agency__in=agencies_for(request)).first()
    if found is None:
        raise NotFound
    return found
