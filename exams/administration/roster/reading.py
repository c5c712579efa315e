"""Read a roster from a workbook or a table of text: lines, and faults named to the cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any, Final

import xlsxwriter
from openpyxl.utils import get_column_letter

from enforcement.web.sheets import FAULTS, Row, columns_of, cut_short, rows_of, text_of
from exams.administration.roster.lines import (
    ESTABLISHMENTS,
    HEADINGS,
    NEEDED,
    NO,
    YES,
    Line,
    Problem,
    Roster,
)

MOST_ROWS: Final = 200_000
ID_NUMBER: Final = re.compile(r"[1-9][0-9]{16}[0-9Xx]")


def read(data: bytes, *, told: Callable[[int, int], None] = lambda _done, _total: None) -> Roster:
    """Return the roster in a file; ``told`` hears after each thousand lines how many of how many were read."""
    try:
        total, found = rows_of(data, most=MOST_ROWS)
        rows = iter(found)
        columns = columns_of(next(rows, ()), HEADINGS)
        missing = [HEADINGS[name][0] for name in NEEDED if name not in columns]
        if missing:
            return Roster([], [Problem(1, "", "headings", {"headings": missing})], {})
        letters = {name: get_column_letter(index + 1) for name, index in columns.items()}
        return _read(rows, columns, letters, lambda done: told(done, total))
    except FAULTS:
        return Roster([], [Problem(0, "", "file")], {})


def template() -> bytes:
    """Return a workbook with the headings and one invented line; every column holds text."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet, bold = book.add_worksheet("考生名单"), book.add_format({"bold": True, "bg_color": "#E9F0F9"})
    text = book.add_format({"num_format": "@"})
    sample = ("张三", "999999190001010001", "某某市某某局", "", "", "科员", "行政编制", "是")
    for index, (names, value) in enumerate(zip(HEADINGS.values(), sample, strict=True)):
        sheet.write(0, index, names[0], bold)
        sheet.write_string(1, index, value, text)
    sheet.set_column(0, len(HEADINGS) - 1, 20, text)
    sheet.data_validation(1, 6, MOST_ROWS, 6, {"validate": "list", "source": list(ESTABLISHMENTS)})
    sheet.data_validation(1, 7, MOST_ROWS, 7, {"validate": "list", "source": ["是", "否"]})
    sheet.freeze_panes(1, 2)
    book.close()
    return stream.getvalue()


def _read(rows: Iterator[Row], columns: dict[str, int], letters: dict[str, str], told: Callable[[int], None]) -> Roster:
    lines: list[Line] = []
    problems: list[Problem] = []
    for number, row in enumerate(rows, start=2):
        if number > MOST_ROWS + 1:
            return Roster([], [Problem(number, "name", "rows", {"count": MOST_ROWS})], letters)
        values = {name: row[index] if index < len(row) else None for name, index in columns.items()}
        texts = {name: text_of(value) for name, value in values.items()}
        if any(texts.values()):
            problems += _faults(number, values, texts)
            lines.append(_line(number, texts))
        if number % 1000 == 0:
            told(number)
    if not lines:
        problems.append(Problem(2, "name", "empty"))
    return Roster(lines, problems, letters)


def _faults(number: int, values: dict[str, Any], texts: dict[str, str]) -> Iterator[Problem]:
    if not texts["name"]:
        yield Problem(number, "name", "no_name")
    if not texts["who"]:
        yield Problem(number, "who", "no_who")
    elif cut_short(values["who"]):
        yield Problem(number, "who", "number_cell")
    seat = texts.get("seat", "")
    if seat and not (seat.isascii() and seat.isdigit() and 0 < int(seat) < 2**15):
        yield Problem(number, "seat", "seat_number")
    if seat and not texts.get("room"):
        yield Problem(number, "seat", "no_room")
    if texts.get("enforcement", "") not in YES | NO:
        yield Problem(number, "enforcement", "enforcement")


def _line(number: int, texts: dict[str, str]) -> Line:
    who, seat = texts["who"], texts.get("seat", "")
    by_id = bool(ID_NUMBER.fullmatch(who))
    return Line(
        row=number,
        name=texts["name"],
        id_number=who.upper() if by_id else "",
        username="" if by_id else who,
        agency=texts.get("agency", ""),
        room=texts.get("room", ""),
        seat=int(seat) if seat.isascii() and seat.isdigit() and int(seat) < 2**15 else None,
        post=texts.get("post", ""),
        establishment=ESTABLISHMENTS.get(texts.get("establishment", ""), ""),
        enforcement=texts.get("enforcement", "") in YES,
    )
