"""What the public reads: the yearly reports and the progress reports of each agency, as published."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cases.proofs import page_of_text
from cases.views.papers import as_file
from cases.yearly.asked import number
from cases.yearly.due import due_on
from cases.yearly.models import ProgressReport, YearlyReport
from cases.yearly.paper import paper
from cases.yearly.public_text import print_of, public_text
from cases.yearly.shown import before, entries_of, tables_of
from cases.yearly.views.behind import XLSX
from cases.yearly.workbook import about, workbook
from enforcement.access import allow, public
from enforcement.errors import NotFound
from enforcement.organisation.models import Agency
from enforcement.web.lists import Column, Filter, Lister
from enforcement.web.times import say_day


def published() -> QuerySet[YearlyReport]:
    """Return the published reports, every version."""
    return YearlyReport.objects.filter(state="published").select_related("agency")


def current() -> QuerySet[YearlyReport]:
    """Return the newest published version of each agency and year."""
    newest = published().order_by("agency_id", "year", "-version").distinct("agency_id", "year")
    return published().filter(pk__in=newest.values("pk")).defer("content")


@require_safe
@allow(public)
def reports(request: HttpRequest) -> HttpResponse:
    """List the published reports."""
    progress = ProgressReport.objects.filter(state="published").select_related("agency")
    return render(request, "yearly/public_list.html", {
        "listing": LISTER.page(request, current()), "progress": progress,
    })  # fmt: skip


@require_safe
@allow(public)
def report(request: HttpRequest, agency: int, year: int) -> HttpResponse:
    """Show a published report; ``?version=`` an earlier one, ``?agency=`` the figures of one agency below."""
    found = _asked(request, agency, year)
    entries = entries_of(found)
    one = next((e["id"] for e in entries if str(e["id"]) == request.GET.get("agency", "")), None)
    versions = list(published().filter(agency=agency, year=year).defer("content").order_by("-version"))
    return render(request, "yearly/public.html", {
        "report": found, "tables": tables_of(found, inner=False, agency=one), "versions": versions,
        "about": about(found), "before": before(found), "proof": page_of_text(print_of(found)),
        "is_newest": versions[0].pk == found.pk, "entries": entries, "one": one,
        "missing": [e for e in entries if e["id"] in found.content["missing"]], "due": due_on(year),
    })  # fmt: skip


@require_safe
@allow(public)
def file(request: HttpRequest, agency: int, year: int, kind: str) -> HttpResponse:
    """Answer a published report as a workbook, a paper, or the text whose fingerprint is in the ledger."""
    found = _asked(request, agency, year)
    name = f"{found.agency.name}{year}年度行政执法统计年报-v{found.version}.{kind}"
    if kind == "json":
        return as_file(public_text(found).encode(), "application/json", name)
    if kind == "xlsx":
        return as_file(workbook(found, inner=False), XLSX, name)
    address = request.build_absolute_uri(reverse("yearly_public", args=[agency, year]))
    return as_file(paper(found, address=address), "application/pdf", name)


def _asked(request: HttpRequest, agency: int, year: int) -> YearlyReport:
    rows = published().filter(agency=agency, year=year).order_by("-version")
    version = number(request.GET.get("version", ""))
    found = rows.first() if version is None else rows.filter(version=version).first()
    if found is None:
        raise NotFound
    return found


def _agencies() -> list[tuple[str, str]]:
    return [(str(a.pk), a.title) for a in Agency.objects.filter(yearly_reports__state="published").distinct()]


def _years() -> list[tuple[str, str]]:
    years = YearlyReport.objects.filter(state="published").order_by("-year").values_list("year", flat=True).distinct()
    return [(str(year), str(year)) for year in years]


def _link(row: YearlyReport) -> str:
    return reverse("yearly_public", args=[row.agency_id, row.year])


LISTER = Lister(
    caption=_("Yearly statistics of enforcement"),
    columns=(
        Column("agency", _("Agency"), lambda r: r.agency.title, link=_link, sort=("agency__path",)),
        Column("year", _("Year"), lambda r: str(r.year), sort=("year",)),
        Column("on", _("Published on"), lambda r: say_day(r.published_at), sort=("published_at",)),
        Column("version", _("Version"), lambda r: str(r.version)),
    ),
    order="-year",
    filters=(
        Filter("agency", _("Agency"), lambda rows, pk: rows.filter(agency_id=pk), options=_agencies),
        Filter("year", _("Year"), lambda rows, year: rows.filter(year=year), options=_years),
    ),
)  # fmt: skip
