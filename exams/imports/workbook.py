"""Items from a workbook: one row each, faults named to the cell; and the empty workbook to fill in."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import IO, Any

import openpyxl
import xlsxwriter
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from exams.imports.draft import LETTERS, Draft, Law, Problem

# What a column holds → its heading. The headings are content: workbooks are written in Chinese.
HEADINGS: dict[str, str] = {
    "code": "编号", "type": "题型", "stem": "题干",
    **{f"option_{letter}": f"选项{letter}" for letter in LETTERS},
    "key": "答案", "law": "法律名称", "short": "法律简称", "version": "版本", "in_force_from": "施行日期",
    "article": "条文", "explanation": "解析", "difficulty": "难度",
}  # fmt: skip
OPTIONAL = frozenset({"explanation", "short", *(f"option_{letter}" for letter in LETTERS)})
TYPES = {
    **dict.fromkeys(("单选", "单选题"), "single"), **dict.fromkeys(("多选", "多选题"), "multiple"),
    **dict.fromkeys(("判断", "判断题"), "true_false"),
}  # fmt: skip
RIGHT_WRONG = {"正确": "A", "对": "A", "√": "A", "错误": "B", "错": "B", "×": "B"}
MOST_ROWS = 5000
SAMPLE = {
    "code": "CF-001", "type": "单选", "stem": "下列属于行政处罚的是（  ）。",
    "option_A": "通报批评", "option_B": "查封场所", "option_C": "冻结存款", "option_D": "加处罚款", "key": "A",
    "law": "中华人民共和国行政处罚法", "short": "行政处罚法", "version": "2021年修订", "in_force_from": "2021-07-15",
    "article": "第九条", "explanation": "通报批评为第九条第一项所列。", "difficulty": "1",
}  # fmt: skip


def read(stream: IO[bytes]) -> tuple[list[Draft], list[Problem]]:
    """Return the items of a workbook's first sheet and what could not be read."""
    try:
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError):
        return [], [
            Problem(_("file"), _("this is not a workbook that can be read: save it as .xlsx and choose it again"))
        ]
    sheet = book.worksheets[0]
    rows = sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 2)
    columns, problems = _columns(next(rows, ()))
    if problems:
        return [], problems
    drafts: list[Draft] = []
    for number, row in enumerate(rows, start=2):
        values = {name: _text(row[index]) if index < len(row) else "" for name, index in columns.items()}
        if not any(values.values()):
            continue
        if number > MOST_ROWS + 1:
            return [], [Problem(f"A{number}", _("a workbook may have at most %(count)d items") % {"count": MOST_ROWS})]
        cells = {name: f"{get_column_letter(index + 1)}{number}" for name, index in columns.items()}
        found = list(_row_faults(values, cells))
        problems += found
        if not found:
            drafts.append(_draft(values, cells, number))
    if not drafts and not problems:
        problems.append(Problem("A2", _("there is no item below the headings")))
    return drafts, problems


def template() -> bytes:
    """Return a workbook with the headings, one sample row and a choice of types."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet, bold = book.add_worksheet("试题"), book.add_format({"bold": True, "text_wrap": True, "bg_color": "#E9F0F9"})
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    for index, (name, heading) in enumerate(HEADINGS.items()):
        sheet.write(0, index, heading, bold)
        sheet.write_string(1, index, SAMPLE.get(name, ""), text)
    sheet.set_column(0, len(HEADINGS) - 1, 14, text)
    sheet.set_column(2, 2, 50, text)
    sheet.data_validation(1, 1, MOST_ROWS, 1, {"validate": "list", "source": ["单选", "多选", "判断"]})
    sheet.freeze_panes(1, 1)
    book.close()
    return stream.getvalue()


def _columns(heads: tuple[Any, ...]) -> tuple[dict[str, int], list[Problem]]:
    named = {_text(value): index for index, value in enumerate(heads)}
    missing = [heading for name, heading in HEADINGS.items() if heading not in named and name not in OPTIONAL]
    if missing:
        sentence = _("the first row lacks the headings %(headings)s: start from the template")
        return {}, [Problem("A1", sentence % {"headings": "、".join(missing)})]
    return {name: named[heading] for name, heading in HEADINGS.items() if heading in named}, []


def _text(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _row_faults(values: dict[str, str], cells: dict[str, str]) -> Iterator[Problem]:
    try:
        date.fromisoformat(values["in_force_from"])
    except ValueError:
        yield Problem(cells["in_force_from"], _("write the day as 2021-07-15"))
    if not values["difficulty"].isdigit():
        yield Problem(cells["difficulty"], _("the difficulty is not a whole number from 1 to 5"))
    for name in ("law", "version"):
        if not values[name]:
            yield Problem(cells[name], _("this cell is empty"))
    given = [bool(values.get(f"option_{letter}", "")) for letter in LETTERS]
    if sorted(given, reverse=True) != given:
        gap = LETTERS[given.index(False)]
        yield Problem(cells.get(f"option_{gap}", cells["stem"]), _("an option is empty"))


def _draft(values: dict[str, str], cells: dict[str, str], number: int) -> Draft:
    type_ = TYPES.get(values["type"], values["type"])
    options = tuple(text for letter in LETTERS if (text := values.get(f"option_{letter}", "")))
    if type_ == "true_false" and not options:
        options = ("正确", "错误")
    key = RIGHT_WRONG.get(values["key"], values["key"].upper())
    law = Law(
        values["law"],
        values.get("short") or values["law"].removeprefix("中华人民共和国"),
        values["version"],
        date.fromisoformat(values["in_force_from"]),
    )
    return Draft(
        place=f"A{number}",
        law=law,
        code=values["code"],
        type=type_,
        stem=values["stem"],
        options=options,
        key=tuple(letter for letter in key if letter not in " ,，、"),
        article=values["article"],
        explanation=values.get("explanation", ""),
        difficulty=int(values["difficulty"]),
        cells={**cells, "options": cells.get("option_A", cells["stem"])},
    )
