"""Tables as a workbook. Texts are written as texts: nothing in them is ever taken for a formula."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from cases.supervision.sheets import Sheet


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return an xlsx file with a page for each table: title, note, headings, rows."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold, head = book.add_format({"bold": True}), book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        for number, sheet in enumerate(sheets, 1):
            page = book.add_worksheet(_name(sheet.title, number))
            page.write_string(0, 0, sheet.title, bold)
            page.write_string(1, 0, sheet.note)
            _filled(page, sheet, head)
            page.freeze_panes(3, 1)
    return out.getvalue()


def _filled(page: Any, sheet: Sheet, head: Any) -> None:
    for column, (title, width) in enumerate(sheet.columns):
        page.write_string(2, column, title, head)
        page.set_column(column, column, width)
    for line, row in enumerate(sheet.rows, 3):
        for column, value in enumerate(row):
            if isinstance(value, int | float):
                page.write_number(line, column, value)
            else:
                page.write_string(line, column, value)


def _name(title: str, number: int) -> str:
    """Return a name that a workbook accepts."""
    return f"{number} {''.join(c for c in title if c not in '[]:*?/' + chr(92))}"[:31]
