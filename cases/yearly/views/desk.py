"""The desk of yearly reports: which agency's is missing, and one report with what comes next."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from cases.yearly.access import agencies_for, parts_of, report_for, works_on_reports
from cases.yearly.asked import number
from cases.yearly.draw_up import FIRST_YEAR, draw_up
from cases.yearly.due import NEXT, due_on, expected, first_published, light_of, newest, with_part
from cases.yearly.models import YearlyReport
from cases.yearly.shown import before, entries_of, tables_of
from cases.yearly.tabs import tabs
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.organisation.access import actor_of, person_of


@require_safe
@allow(works_on_reports)
def reports(request: HttpRequest) -> HttpResponse:
    """Show the reports of a year: in time, late or missing, and what the person can do."""
    today = clock.today()
    asked = number(request.GET.get("year", "")) or 0
    year = asked if FIRST_YEAR <= asked <= today.year else today.year - 1
    agencies = expected(agencies_for(request))
    there, public = newest(agencies, year), first_published(agencies, year)
    mine = set(with_part(person_of(request).pk, "draw").values_list("pk", flat=True))
    rows = [
        {
            "agency": agency, "report": there.get(agency.pk), "published": public.get(agency.pk),
            "light": light_of(public.get(agency.pk), agency, year, today),
            "may_draw": agency.pk in mine and agency.pk not in there,
        }
        for agency in agencies
    ]  # fmt: skip
    return render(request, "yearly/reports.html", {
        "rows": rows, "year": year, "years": range(today.year, FIRST_YEAR - 1, -1), "due": due_on(year),
        "published": len(public), "tabs": tabs(request, "reports"), "is_over": today.year > year,
        "late": sum(1 for row in rows if row["light"] == "red"),
    })  # fmt: skip


@require_POST
@allow(works_on_reports)
def new_report(request: HttpRequest) -> HttpResponse:
    """Draw up the report of a year."""
    agency, year = number(request.POST.get("agency", "")), number(request.POST.get("year", ""))
    if agency is None or year is None or not agencies_for(request).filter(pk=agency).exists():
        raise NotFound
    made = draw_up(agency_id=agency, by=actor_of(request), at=clock.now(), year=year)
    return redirect(made)


@require_safe
@allow(works_on_reports)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a report: its tables, of one agency if asked, its way so far and what comes next."""
    found = report_for(request, pk)
    entries = entries_of(found)
    asked = request.GET.get("agency", "")
    agency = next((e["id"] for e in entries if str(e["id"]) == asked), None)
    return render(request, "yearly/report.html", {
        "report": found, "tables": tables_of(found, inner=True, agency=agency), "agency": agency, "entries": entries,
        "before": before(found), "versions": _versions(found), "due": due_on(found.year),
        "missing": [e for e in entries if e["id"] in found.content["missing"]], **_next(request, found),
    })  # fmt: skip


def _versions(found: YearlyReport) -> list[YearlyReport]:
    rows = YearlyReport.objects.filter(agency=found.agency, year=found.year).exclude(pk=found.pk)
    return list(rows.defer("content").order_by("-version"))


def _next(request: HttpRequest, found: YearlyReport) -> dict[str, Any]:
    """Return which part comes next, and which of the acts the person may do."""
    parts = parts_of(person_of(request).pk, found.agency)
    state, newer = found.state, any(one.version > found.version for one in _versions(found))
    people = {found.drawn_by_id, *found.figures.values_list("entered_by", flat=True)}
    return {
        "next": NEXT.get(state, ""), "is_preview": found.content["known_on"][:4] <= str(found.year),
        "may_enter": state == "draft" and "draw" in parts,
        "may_pass": NEXT.get(state) in parts, "is_own": state == "draft" and person_of(request).pk in people,
        "may_return": (state == "draft" and "check" in parts)
        or (state in {"checked", "approved"} and "approve" in parts),
        "may_correct": state == "published" and "draw" in parts and not newer,
    }  # fmt: skip
