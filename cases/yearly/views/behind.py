"""The cases behind a figure, for those who may see them, and the files of a report."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cases.models import Case
from cases.queries import cases
from cases.views.papers import as_file
from cases.yearly.access import report_for, works_on_reports
from cases.yearly.asked import number
from cases.yearly.catalogue import TABLES
from cases.yearly.paper import paper
from cases.yearly.shown import cases_behind
from cases.yearly.workbook import workbook
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import person_of
from enforcement.web.lists import Column, Lister
from enforcement.web.times import say_day

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@allow(works_on_reports)
def behind(request: HttpRequest, pk: int, line: str) -> HttpResponse:
    """List the cases that a figure counts, as they were frozen."""
    found = report_for(request, pk)
    ids = cases_behind(found, number(request.GET.get("agency", ""))).get(line)
    titles = {one.code: one.title for table in TABLES for one in table.lines}
    if ids is None:
        raise NotFound
    visible = cases().visible_to(person_of(request).pk).filter(pk__in=ids).select_related("agency", "party")
    return render(request, "yearly/behind.html", {
        "report": found, "title": titles.get(line, line), "listing": LISTER.page(request, visible),
        "hidden": len(ids) - visible.count(),
    })  # fmt: skip


@require_safe
@allow(works_on_reports)
def file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Answer a report as a workbook with all its tables, or as the paper that the public reads."""
    found = report_for(request, pk)
    name = f"{found.agency.name}{found.year}年度行政执法统计年报-v{found.version}.{kind}"
    if kind == "xlsx":
        return as_file(workbook(found, inner=True), XLSX, name)
    address = request.build_absolute_uri(reverse("yearly_public", args=[found.agency_id, found.year]))
    return as_file(paper(found, address=address), "application/pdf", name)


def _link(case: Case) -> str:
    return reverse("case", args=[case.pk])


LISTER = Lister(
    caption=_("Cases behind the figure"),
    columns=(
        Column("number", _("Case number"), str, link=_link, sort=("number",)),
        Column("title", _("Case"), lambda c: c.title),
        Column("agency", _("Agency"), lambda c: c.agency.title, sort=("agency__path",)),
        Column("filed", _("Filed on"), lambda c: say_day(c.filed_on) if c.filed_on else "—", sort=("filed_on",)),
    ),
    order="number",
)  # fmt: skip
