"""What must be corrected, as a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _

from cases.supervision.matters.models import Correction

WIDTHS = (24, 30, 24, 44, 20, 12, 12, 40, 22, 14, 40)


def workbook(rows: Iterable[Correction], *, on: date) -> bytes:
    """Return the rows as an xlsx file. Texts are written as texts: nothing in them is ever taken for a formula."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(_("Corrections and accountability")[:31])
        bold = book.add_format({"bold": True, "bottom": 1})
        sheet.write_string(0, 0, _("What must be corrected, as of %(on)s") % {"on": on.isoformat()}, bold)
        for column, (title, width) in enumerate(zip(_heads(), WIDTHS, strict=True)):
            sheet.write_string(1, column, title, bold)
            sheet.set_column(column, column, width)
        for line, row in enumerate(rows, 2):
            for column, text in enumerate(_cells(row)):
                sheet.write_string(line, column, text)
        sheet.freeze_panes(2, 1)
    return out.getvalue()


def _heads() -> list[str]:
    return [
        _("Number"), _("Matter"), _("Who must correct it"), _("What must be corrected"), _("Letter"), _("Correct by"),
        _("Corrected on"), _("Evidence"), _("What came of it"), _("Who answered for it"),
        _("By which decision, and why"),
    ]  # fmt: skip


def _cells(row: Correction) -> list[str]:
    done = row.done_on.isoformat() if row.done_on else _("no longer asked for") if row.dropped_on else ""
    return [
        row.matter.number, row.matter.title, row.agency.title, row.what, row.letter.number if row.letter else "",
        row.due_on.isoformat(), done, row.evidence, str(row.get_accountability_display()), row.responsible,
        row.accountability_text,
    ]  # fmt: skip
