"""The pages of score sheets: the list, one of them, taking one in, publishing it."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.supervision.access import supervised, supervises
from cases.supervision.file_review.access import sheets_for
from cases.supervision.file_review.forms.others import SheetForm
from cases.supervision.file_review.models import ScoreSheet
from cases.supervision.file_review.publish_sheet import publish_sheet
from cases.supervision.file_review.sheets.checking import check
from cases.supervision.file_review.sheets.sentences import sentence_of
from cases.supervision.file_review.sheets.template import template
from cases.supervision.file_review.take_in_sheet import take_in_sheet
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, person_of
from enforcement.web.acts import act_page
from enforcement.web.lists import Column, Lister
from enforcement.web.templatetags.ui import badge, day

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST = 200
TEMPLATE = "supervision/file_review/take_in.html"


@require_safe
@allow(supervises)
def sheets(request: HttpRequest) -> HttpResponse:
    """List the score sheets."""
    rows = sheets_for(request).select_related("agency", "made_by")
    return render(request, "supervision/file_review/sheets.html", {"listing": LISTER.page(request, rows)})


@require_safe
@allow(supervises)
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a sheet with its items."""
    row = _one(request, pk)
    context = {"sheet": row, "items": row.items.all(), "mine": row.made_by_id == person_of(request).pk}
    return render(request, "supervision/file_review/sheet.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(supervises)
def take_in(request: HttpRequest) -> HttpResponse:
    """Take a workbook in, or say which cells are wrong."""
    agencies = supervised(request)[:1] + [a for a in supervised(request)[1:] if a.kind == a.Kind.GOVERNMENT]
    arguments, context = {"agencies": agencies}, {}
    if request.method == "POST":
        form = SheetForm(request.POST, request.FILES, **arguments)
        found = check(form.cleaned_data["content"]).problems if form.is_valid() else []
        context = {"problems": [(p.cell, sentence_of(p)) for p in found[:MOST]], "form": form}
        if found:
            return render(request, TEMPLATE, context, status=422)
    return act_page(
        request, form_class=SheetForm, form_arguments=arguments, template=TEMPLATE,
        act=partial(take_in_sheet, by=actor_of(request), at=clock.now()),
        success_url=lambda made: reverse("score_sheet", args=[made.pk]),
        done=_("Taken in. Another person publishes it."),
    )  # fmt: skip


@require_POST
@allow(supervises)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a sheet."""
    publish_sheet(sheet_id=_one(request, pk).pk, by=actor_of(request), at=clock.now())
    return redirect("score_sheet", pk)


@require_safe
@allow(supervises)
def workbook(_request: HttpRequest) -> HttpResponse:
    """Answer with the workbook that the system offers."""
    response = HttpResponse(template(), content_type=XLSX)
    response["Content-Disposition"] = "attachment; filename=score-sheet.xlsx"
    return response


def _one(request: HttpRequest, pk: int) -> ScoreSheet:
    found = sheets_for(request).select_related("agency", "made_by", "published_by").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


LISTER = Lister(
    caption=gettext_lazy("Score sheets"),
    columns=(
        Column(
            "title", gettext_lazy("Title"), str, sort=("title",), link=lambda s: reverse("score_sheet", args=[s.pk])
        ),
        Column("agency", gettext_lazy("Agency"), lambda s: s.agency.title),
        Column("from", gettext_lazy("In force from"), lambda s: day(s.from_on), sort=("from_on",)),
        Column("by", gettext_lazy("Taken in by"), lambda s: s.made_by.name),
        Column(
            "state",
            gettext_lazy("State"),
            lambda s: badge(_("published"), "ok") if s.published_at else badge(_("to be published"), "wait"),
        ),
    ),
    order="-from",
)
