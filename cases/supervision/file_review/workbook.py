"""The results of a round as a workbook: the league, then every file with its deductions."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from cases.supervision.file_review.access import open_cards
from cases.supervision.file_review.league import league_of
from cases.supervision.file_review.models import ReviewedFile, ReviewRound

Cell = str | float | int


def workbook(round_: ReviewRound) -> bytes:
    """Return the workbook. Texts are written as texts: nothing in them is ever taken for a formula."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        _fill(book.add_worksheet(_("League of agencies")[:31]), bold, _league(round_))
        _fill(book.add_worksheet(_("Files reviewed")[:31]), bold, _files(round_))
    return out.getvalue()


def _fill(sheet: Worksheet, bold: object, rows: list[list[Cell]]) -> None:
    sheet.set_column(0, 9, 22)
    sheet.freeze_panes(1, 1)
    for line, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(line, column, value, bold if line == 0 else None)
            else:
                sheet.write_number(line, column, value)


def _league(round_: ReviewRound) -> list[list[Cell]]:
    grades = [str(label) for label in ReviewedFile.Grade.labels]
    rows: list[list[Cell]] = [[_("Agency"), _("Files reviewed"), _("Average"), *grades, _("Most often taken off")]]
    for row in league_of(round_):
        most = "；".join(f"{code} {title}（{n}）" for code, title, n in row.faults)
        rows.append([row.agency.title, row.files, float(row.average), *row.counts, most])
    return rows


def _files(round_: ReviewRound) -> list[list[Cell]]:
    heads = (
        _("Agency"),
        _("Case"),
        _("Score"),
        _("Class of the result"),
        _("Item of the sheet"),
        _("Points off"),
        _("Why"),
        _("Article"),
        _("Scorer"),
    )
    rows: list[list[Cell]] = [list(heads)]
    for file in round_.files.select_related("agency", "case").exclude(grade=""):
        start: list[Cell] = [file.agency.title, str(file.case), float(file.score or 0), str(file.get_grade_display())]
        marks = [(card, mark) for card in open_cards(file) for mark in card.marks.all() if mark.deduction or mark.fatal]
        rows += [
            [*start, str(m.item), float(m.deduction), m.reason, m.article, str(c.get_role_display())] for c, m in marks
        ] or [[*start, "", 0.0, "", "", ""]]
    return rows
