"""Agencies beside each other, and one of them month by month and step by step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.finding.kept import kept_filters
from cases.supervision.access import supervised, supervises
from cases.supervision.desk.comparing import RATES, Counts, by_agency, by_month, by_step
from cases.supervision.desk.period import Period
from cases.supervision.desk.tree import Branch, branches, chosen, line
from cases.supervision.sheets import Sheet, Value, handed_out
from enforcement import clock
from enforcement.access import allow
from enforcement.errors import NotFound
from enforcement.flowcharts.models import Node
from enforcement.organisation.models import Agency


@allow(supervises)
def comparison(request: HttpRequest) -> HttpResponse:
    """Compare the agencies of one level; or hand the table out."""
    agencies, period = supervised(request), Period.of(request, clock.today())
    here = chosen(agencies, request.GET.get("agency", ""))
    told = by_agency([a.pk for a in agencies], period.since, period.until)
    lines = [
        Line(branch.title, _together(branch, told), branch.agency.pk, branch) for branch in branches(agencies, here)
    ]
    given = handed_out(request, [_sheet(_("Comparison of agencies"), _("Agency"), lines, period)], "comparison")
    return given or render(
        request, "supervision/desk/comparison.html",
        {"lines": lines, "heads": _heads(), "period": period, "here": here, "line": line(agencies, here),
         **kept_filters(request, "supervision_comparison")},
    )  # fmt: skip


@allow(supervises)
def agency(request: HttpRequest, agency_id: int) -> HttpResponse:
    """Show one agency, those below counted with it, month by month and step by step; or hand the tables out.

    Raises:
        NotFound: for an agency that the person does not supervise.
    """
    agencies, period = supervised(request), Period.of(request, clock.today())
    here = chosen(agencies, str(agency_id))
    if here is None:
        raise NotFound
    ids = [a.pk for a in agencies if a.path.startswith(here.path)]
    months = by_month(ids, period.since, period.until)
    lines = [Line(f"{month:%Y-%m}", months[month]) for month in sorted(months)]
    steps = _steps(ids, period)
    sheets = [_sheet(here.title, _("Month"), lines, period), _step_sheet(here, steps)]
    return handed_out(request, sheets, "agency") or render(
        request, "supervision/desk/agency.html",
        {"here": here, "lines": lines, "heads": _heads(), "steps": steps, "period": period,
         "board": f"{reverse('supervision_board')}?agency={here.pk}"},
    )  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A line of the comparison."""

    title: str
    counts: Counts
    agency_id: int = 0
    branch: Branch | None = None


def _together(branch: Branch, told: dict[int, Counts]) -> Counts:
    made = Counts()
    for pk in branch.ids:
        made.add(told[pk].kept if pk in told else {})
    return made


def _heads() -> list[str]:
    counts = (pgettext("cases", "Filed"), pgettext("cases", "Decided"), pgettext("cases", "Closed"))
    return [*counts, *(str(title) for title, _part, _whole in RATES.values())]


def _steps(ids: list[int], period: Period) -> list[dict[str, Any]]:
    rows = by_step(ids, period.since, period.until)
    nodes = Node.objects.filter(code__in={row["step"] for row in rows}, is_step=True).order_by("code", "-version_id")
    titles = {node.code: node.title for node in nodes.distinct("code")}
    return [{**row, "title": titles.get(row["step"], "")} for row in rows]


def _sheet(title: str, first: str, lines: list[Line], period: Period) -> Sheet:
    columns = [(first, 26), *((head, 13) for head in _heads())]
    return Sheet(title, columns, [[one.title, *one.counts.figures, *_cells(one.counts)] for one in lines], period.words)


def _cells(counts: Counts) -> list[Value]:
    return [f"{rate.percent}% ({rate.part}/{rate.whole})" if rate.whole else "" for rate in counts.rates]


def _step_sheet(here: Agency, steps: list[dict[str, Any]]) -> Sheet:
    columns = [
        (_("Step"), 34),
        (pgettext("steps", "Left"), 10),
        (_("With a limit"), 12),
        (_("In time"), 12),
        (_("Days on average"), 14),
    ]
    rows = [[f"{s['step']} {s['title']}", s["done"], s["timed"], s["in_time"], s["mean"]] for s in steps]
    return Sheet(_("Step by step"), columns, rows, here.title)
