"""The workbook of the register: one norm to a line, read as the form reads it, every mistake with its cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final, NamedTuple

import xlsxwriter
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from enforcement.norms.forms import NormForm
from enforcement.norms.models import Level
from enforcement.web.sheets import FAULTS, Row, columns_of, rows_of, text_of

MOST: Final = 2000
HEADINGS: Final = {
    "title": "全称", "level": "效力级别", "issuer": "制定机关", "registration_number": "登记号", "also": "又称",
    "label": "版本", "document_number": "文号", "published_on": "公布日期", "published_in": "公布载体",
    "from_on": "施行日期", "until_on": "有效期至",
}  # fmt: skip
LEVELS: Final = {
    "法律": Level.LAW, "行政法规": Level.REGULATION, "地方性法规": Level.LOCAL, "部门规章": Level.DEPARTMENT_RULE,
    "地方政府规章": Level.GOVERNMENT_RULE, "规范性文件": Level.NORMATIVE,
}  # fmt: skip
SAMPLE: Final = (
    "示例市露天市场管理办法", "规范性文件", "示例市人民政府", "LLDR-2026-0010001", "", "2026年公布",
    "示例政发〔2026〕1号", "2026-01-05", "示例市人民政府公报2026年第1期", "2026-02-01", "2031-01-31",
)  # fmt: skip


class Problem(NamedTuple):
    """What is wrong with one cell (``C7``, "" for the whole workbook), in a sentence that says what to do."""

    cell: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Read:
    """A line of the workbook: its number and the facts of the norm."""

    line: int
    facts: dict[str, Any]


def check(data: bytes) -> tuple[list[Read], list[Problem], dict[str, int]]:
    """Return the norms that a workbook names, or every mistake in it, and where its columns stand."""
    try:
        _count, given = rows_of(data, most=MOST)
        lines = list(given)
    except FAULTS:
        return [], [Problem("", _("This file is no workbook. Download the template, fill it in."))], {}
    columns = columns_of(lines[0], {name: (head,) for name, head in HEADINGS.items()}) if lines else {}
    missing = [head for name, head in HEADINGS.items() if name not in columns]
    if missing:
        words = _("The first line lacks these headings: %(names)s. Take them from the template.")
        return [], [Problem("", words % {"names": "、".join(missing)})], columns
    if len(lines) - 1 > MOST:
        return (
            [],
            [Problem("", _("The workbook has more than %(most)s lines. Split it into two.") % {"most": MOST})],
            {},
        )
    read, problems = _read(lines, columns)
    if not read and not problems:
        problems = [Problem("A2", _("There is no line under the headings."))]
    return read, problems, columns


def cell(columns: dict[str, int], name: str, line: int) -> str:
    """Return the name of a cell, such as ``C7``."""
    return f"{get_column_letter(columns.get(name, 0) + 1)}{line}"


def _read(lines: list[Row], columns: dict[str, int]) -> tuple[list[Read], list[Problem]]:
    read: list[Read] = []
    problems: list[Problem] = []
    first: dict[str, int] = {}
    for line, texts in _texts(lines, columns):
        form = NormForm(texts, agencies=())
        wrong = [Problem(cell(columns, name, line), str(errors[0])) for name, errors in form.errors.items()]
        if before := first.get(texts["title"]):
            words = _("This title stands already: %(cell)s.") % {"cell": cell(columns, "title", before)}
            wrong.append(Problem(cell(columns, "title", line), words))
        first.setdefault(texts["title"], line)
        problems += wrong
        if not wrong:
            read.append(Read(line, form.cleaned_data))
    return read, problems


def _texts(lines: list[Row], columns: dict[str, int]) -> Iterator[tuple[int, dict[str, str]]]:
    for number, row in enumerate(lines[1:], start=2):
        texts = {name: _plain(row[place]) if place < len(row) else "" for name, place in columns.items()}
        if any(texts.values()):
            texts["title"] = texts["title"].strip("《》")
            yield number, texts | {"level": LEVELS.get(texts["level"], texts["level"])}


def _plain(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return text_of(value)


def workbook(rows: Iterable[tuple[str, ...]] = (SAMPLE,)) -> bytes:
    """Return the workbook to fill in, with an invented line to show how."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet, bold = book.add_worksheet("法规和规范性文件"), book.add_format({"bold": True, "bg_color": "#E9F0F9"})
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    sheet.set_column(0, len(HEADINGS) - 1, 18, text)
    sheet.freeze_panes(1, 1)
    for place, head in enumerate(HEADINGS.values()):
        sheet.write_string(0, place, head, bold)
    for number, row in enumerate(rows, start=1):
        for place, said in enumerate(row):
            sheet.write_string(number, place, said, text)
    place = list(HEADINGS).index("level")
    sheet.data_validation(1, place, MOST, place, {"validate": "list", "source": list(LEVELS)})
    book.close()
    return stream.getvalue()
