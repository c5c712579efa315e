"""A report as pages, workbook and paper show it: tables with amounts, shares, the year before and who entered what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.yearly.catalogue import TABLES, Line, Table, Text
from cases.yearly.compute import cells_by_agency, total_of
from cases.yearly.counting.facts import Cells, rate
from cases.yearly.models import EnteredFigure, YearlyReport

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as shown. ``amount`` None: not entered. ``before``: of the year before, never for money."""

    line: Line
    amount: Decimal | None
    share: Decimal | None = None
    before: Decimal | None = None
    figure: EnteredFigure | None = None
    cases: int = 0

    @property
    def text(self) -> str:
        """The amount as people read it, "—" where nobody entered it."""
        return say(self.line, self.amount)


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table with its lines."""

    table: Table
    title: Text
    rows: tuple[Shown, ...]
    has_shares: bool


def say(line: Line, amount: Decimal | None) -> str:
    """Return an amount in words: money with two places, hours with one where needed, the rest whole."""
    if amount is None:
        return "—"
    if line.unit == "yuan":
        return f"{amount:,.2f}"
    return f"{amount.normalize():,f}" if amount % 1 else f"{int(amount):,}"


def before(report: YearlyReport) -> YearlyReport | None:
    """Return the published report of the year before, its newest version."""
    rows = YearlyReport.objects.filter(agency=report.agency_id, year=report.year - 1, state="published")
    return rows.order_by("-version").first()


def tables_of(report: YearlyReport, *, inner: bool, agency: int | None = None) -> list[ShownTable]:
    """Return the tables of a report, of all its agencies or of one; ``inner``: also what is not for the public."""
    cells = _cells(report, agency)
    last = before(report)
    old = _cells(last, agency) if last else None
    figures = {one.line: one for one in report.figures.select_related("entered_by")} if agency is None else {}
    behind = cases_behind(report, agency)
    return [
        ShownTable(
            table, table.title, tuple(_lines(table, cells, old, figures, behind)), any(x.of for x in table.lines)
        )
        for table in TABLES
        if inner or table.is_public
    ] + ([_steps(report, cells, old)] if inner else [])  # fmt: skip


def _cells(report: YearlyReport, agency: int | None) -> Cells:
    return total_of(report) if agency is None else cells_by_agency(report).get(agency, {})


def _lines(
    table: Table, cells: Cells, old: Cells | None, figures: Mapping[str, EnteredFigure], behind: Mapping[str, list[int]]
) -> Iterator[Shown]:
    for line in table.lines:
        amount = cells.get(line.code, None if line.entered else ZERO)
        was = old.get(line.code, ZERO) if old is not None and line.unit != "yuan" else None
        share = rate(cells, line.code, line.of) if line.of else None
        yield Shown(line, amount, share, was, figures.get(line.code), len(behind.get(line.code, ())))


def _steps(report: YearlyReport, cells: Cells, old: Cells | None) -> ShownTable:
    """Return how each step was done in time; those left late are behind the amounts."""
    english = (get_language() or "").startswith("en")
    found = []
    for code, (zh, en) in report.content["steps"].items():
        late, timely = cells.get(f"step.{code}.late", ZERO), cells.get(f"step.{code}.timely", ZERO)
        if late + timely:
            line = Line(f"step.{code}.timely", f"{code.replace('.', ' ')} {en if english and en else zh}")
            share = (100 * timely / (late + timely)).quantize(Decimal("0.1"))
            found.append(Shown(line, timely, share, old.get(line.code, ZERO) if old is not None else None))
    return ShownTable(Table("steps", "", "", ()), _("Steps done in time, by step"), tuple(found), has_shares=True)


def cases_behind(report: YearlyReport, agency: int | None) -> dict[str, list[int]]:
    """Return the cases behind each line, of all agencies of a report or of one."""
    found: dict[str, list[int]] = {}
    for entry in report.content["agencies"]:
        if agency in {None, entry["id"]}:
            for line, ids in entry["behind"].items():
                found.setdefault(line, []).extend(ids)
    return found


def entries_of(report: YearlyReport) -> list[dict[str, Any]]:
    """Return id and name of each agency of a report, in the reader's language, as it was called then."""
    english = (get_language() or "").startswith("en")
    return [
        {"id": one["id"], "name": (one["name_en"] if english and one["name_en"] else one["name"])}
        for one in report.content["agencies"]
    ]
