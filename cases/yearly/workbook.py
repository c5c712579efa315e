"""A yearly report as a workbook: a sheet for each table with its counting rule, a line for each agency and the sum."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from cases.terms import kind_title
from cases.yearly.catalogue import TABLES, Table
from cases.yearly.compute import cells_by_agency
from cases.yearly.counting.facts import Cells, summed
from cases.yearly.counting.penalties import ORDERS
from cases.yearly.models import YearlyReport
from cases.yearly.shown import entries_of, say

Named = Sequence[tuple[str, Cells]]


def workbook(report: YearlyReport, *, inner: bool) -> bytes:
    """Return a report as an xlsx file; texts are texts, nothing in them is taken for a formula."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        _about(book.add_worksheet(_("About this report")[:31]), report, bold, wrap)
        rows = named_cells(report)
        for table in TABLES:
            if inner or table.is_public:
                _sheet(book.add_worksheet(str(table.title)[:31]), table, rows, bold, wrap)
    return out.getvalue()


def named_cells(report: YearlyReport) -> Named:
    """Return the name and the cells of each agency of a report, the sum of several first."""
    cells = cells_by_agency(report)
    rows = [(one["name"], cells[one["id"]]) for one in entries_of(report)]
    return rows if len(rows) == 1 else [(_("Sum"), summed(cells.values())), *rows]


def _sheet(sheet: Any, table: Table, rows: Named, bold: Any, wrap: Any) -> None:
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, len(table.lines), 13)
    sheet.merge_range(0, 0, 0, max(len(table.lines), 1), str(table.rule), wrap)
    sheet.set_row(0, 62)
    sheet.write_string(1, 0, _("Agency"), bold)
    for column, line in enumerate(table.lines, 1):
        sheet.write_string(1, column, str(line.title), bold)
    for number, (name, cells) in enumerate(rows, 2):
        sheet.write_string(number, 0, name)
        for column, line in enumerate(table.lines, 1):
            amount = cells.get(line.code)
            if amount is None and line.entered:
                sheet.write_string(number, column, say(line, None))
            else:
                sheet.write_number(number, column, float(amount or 0))
    sheet.freeze_panes(2, 1)


def _about(sheet: Any, report: YearlyReport, bold: Any, wrap: Any) -> None:
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 80)
    told = [*about(report), (_("Fingerprint (SHA-256)"), report.sha256)]
    for number, (name, text) in enumerate(told):
        sheet.write_string(number, 0, name, bold)
        sheet.write_string(number, 1, text, wrap)


def about(report: YearlyReport) -> list[tuple[str, str]]:
    """Return what a reader needs to know of a report beside its figures and its fingerprint."""
    order = " → ".join(kind_title(kind) for kind in ORDERS[report.content["order"]])
    counted = date.fromisoformat(report.content["known_on"]).isoformat()
    told = [
        (_("Agency"), report.agency.title), (_("Year"), str(report.year)), (_("Version"), str(report.version)),
        (_("Counted on"), counted), (_("State"), str(report.get_state_display())),
        (_("Classes from light to heavy"), order),
    ]  # fmt: skip
    return told + ([(_("Why this version corrects the one before"), report.correction)] if report.correction else [])
