"""The board as a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _

from cases.supervision.lights import Timed
from cases.supervision.queries import Row
from certification.fields import titles

WIDTHS = (24, 34, 24, 26, 14, 30, 12, 12, 10, 12, 12, 10, 8)


def workbook(rows: Iterable[Row], *, on: date) -> bytes:
    """Return the rows as an xlsx file. Texts are written as texts: nothing in them is ever taken for a formula."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(_("Supervision board")[:31])
        bold = book.add_format({"bold": True, "bottom": 1})
        sheet.write_string(0, 0, _("Open cases as of %(on)s") % {"on": on.isoformat()}, bold)
        for column, (title, width) in enumerate(zip(_heads(), WIDTHS, strict=True)):
            sheet.write_string(1, column, title, bold)
            sheet.set_column(column, column, width)
        for line, row in enumerate(rows, 2):
            for column, value in enumerate(_cells(row)):
                if isinstance(value, int):
                    sheet.write_number(line, column, value)
                else:
                    sheet.write_string(line, column, value)
        sheet.freeze_panes(2, 1)
    return out.getvalue()


def _heads() -> list[str]:
    return [
        _("Case number"),
        _("Case"),
        _("Party"),
        _("Agency"),
        _("Field"),
        _("Open steps"),
        _("Step light"),
        _("Step due"),
        _("Step used"),
        _("Case light"),
        _("Case due"),
        _("Case used"),
        _("Red alarms"),
    ]


def _cells(row: Row) -> list[str | int]:
    first = min(row.steps, key=lambda s: s.timed.due_on or date.max, default=None)
    step = first.timed if first else Timed()
    return [
        row.number, row.title, row.party, row.agency.title, titles([row.field]),
        "、".join(f"{s.code} {s.name}" for s in row.steps), _word(row.step_light), _day(step), _used(step),
        _word(str(row.clock.light)), _day(row.clock), _used(row.clock), row.red_alarms,
    ]  # fmt: skip


def _word(light: str) -> str:
    return {"green": _("In time"), "yellow": _("Due soon"), "red": _("Overdue")}.get(light, "")


def _day(timed: Timed) -> str:
    return timed.due_on.isoformat() if timed.due_on else ""


def _used(timed: Timed) -> str:
    return f"{timed.used.days}/{timed.used.of}" if timed.used else ""
