"""The workbook to fill in: the sheet that the system offers, ready to be changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Final

import xlsxwriter

from cases.supervision.file_review.sheets.columns import CHECKS, HEADINGS, MOST
from cases.supervision.file_review.sheets.shipped import lines as shipped

WIDTHS: Final = (10, 7, 52, 7, 9, 38, 18, 14, 14, 11)


def template(lines: Iterable[Sequence[str]] | None = None) -> bytes:
    """Return the workbook with the lines of a sheet, by default of the one that the system offers."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet, bold = book.add_worksheet("评分表"), book.add_format({"bold": True, "bg_color": "#E9F0F9"})
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        for place, (headings, width) in enumerate(zip(HEADINGS.values(), WIDTHS, strict=True)):
            sheet.set_column(place, place, width, text)
            sheet.write_string(0, place, headings[0], bold)
        for row, line in enumerate(shipped() if lines is None else lines, start=1):
            for place, words in enumerate(line):
                sheet.write_string(row, place, words, text)
        sheet.data_validation(1, 4, MOST, 4, {"validate": "list", "source": ["是", "否"]})
        sheet.data_validation(1, 9, MOST, 9, {"validate": "list", "source": [name for name in CHECKS if name]})
        sheet.freeze_panes(1, 2)
    return out.getvalue()
