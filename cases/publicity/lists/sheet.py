"""The workbook of a list: reading it row by row, every mistake with its cell, and the empty one to fill in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final, NamedTuple

import xlsxwriter
from openpyxl.utils import get_column_letter

from cases.publicity.lists.checking import charts_for, faults, kept
from cases.publicity.lists.kinds import Kind
from enforcement.organisation.models import Agency
from enforcement.web.sheets import FAULTS, Row, columns_of, rows_of, text_of

MOST: Final = 5000


class Problem(NamedTuple):
    """What is wrong with one cell (``C7``, "" for the whole workbook), by the code of its sentence."""

    cell: str
    code: str
    more: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Checked:
    """A workbook that was read: the facts of its rows by code, or what is wrong with it."""

    rows: list[dict[str, str]]
    problems: list[Problem]


def check(data: bytes, kind: Kind, agency: Agency) -> Checked:
    """Return what a workbook says: all of it, or every mistake in it."""
    headings = {field.code: (field.heading,) for field in kind.fields}
    try:
        _count, given = rows_of(data, most=MOST)
        lines = list(given)
    except FAULTS:
        return Checked([], [Problem("", "no_table", {})])
    columns = columns_of(lines[0], headings) if lines else {}
    missing = [field.heading for field in kind.fields if field.needed and field.code not in columns]
    if missing:
        return Checked([], [Problem("", "no_column", {"names": "、".join(missing)})])
    if len(lines) - 1 > MOST:
        return Checked([], [Problem("", "too_many", {"most": MOST})])
    return _read(kind, columns, lines, charts_for(agency))


def _read(kind: Kind, columns: dict[str, int], lines: list[Row], charts: frozenset[str]) -> Checked:
    rows: list[dict[str, str]] = []
    problems: list[Problem] = []
    first: dict[str, int] = {}
    for row, texts in _texts(columns, lines):
        texts.setdefault("code", "")
        texts["code"] = texts["code"] or f"{len(rows) + 1:03}"
        found = [Problem(_cell(columns, f.field, row), f.code, f.more) for f in faults(kind, texts, charts)]
        if (before := first.setdefault(texts["code"], row)) != row:
            found.append(
                Problem(
                    _cell(columns, "code", row), "twice", {"said": texts["code"], "row": _cell(columns, "code", before)}
                )
            )
        problems += found
        rows.append(kept(kind, texts))
    if not rows:
        problems.append(Problem("A2", "empty", {}))
    return Checked([] if problems else rows, problems)


def _texts(columns: dict[str, int], lines: list[Row]) -> Iterator[tuple[int, dict[str, str]]]:
    for number, line in enumerate(lines[1:], start=2):
        texts = {code: text_of(line[place]) if place < len(line) else "" for code, place in columns.items()}
        if any(texts.values()):
            yield number, texts


def _cell(columns: dict[str, int], code: str, row: int) -> str:
    return f"{get_column_letter(columns.get(code, 0) + 1)}{row}"


def workbook(kind: Kind, rows: Sequence[dict[str, str]] = (), *, sample: bool = True) -> bytes:
    """Return the workbook of a list with some rows; without any, with an invented one to show how if ``sample``."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet, bold = book.add_worksheet("清单"), book.add_format({"bold": True, "bg_color": "#E9F0F9"})
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    sheet.set_column(0, len(kind.fields) - 1, 18, text)
    sheet.freeze_panes(1, 2)
    shown = [[row.get(f.code, "") for f in kind.fields] for row in rows] or [list(kind.sample)] * sample
    for place, field in enumerate(kind.fields):
        sheet.write_string(0, place, field.heading, bold)
        for number, line in enumerate(shown, start=1):
            sheet.write_string(number, place, line[place], text)
        if field.among:
            sheet.data_validation(1, place, MOST, place, {"validate": "list", "source": list(field.among)})
    book.close()
    return stream.getvalue()
