"""The empty list of officers to fill in, and the register as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from certification.officers.intake.lines import FIELD_CODES, HEADINGS
from certification.officers.intake.reading import MOST_ROWS
from exams.administration.roster.lines import ESTABLISHMENTS

SAMPLE: Final = (
    "张三", "男", "999999190001010001", "某某市某某局", "科员", "行政编制", "是", "市场监管、城市管理", "某某市",
    "2026-01-01", "A00000000000000", "2020-03-01", "", "",
)  # fmt: skip
CHOICES: Final = {"sex": ["男", "女"], "establishment": list(ESTABLISHMENTS), "enforcement": ["是", "否"]}


def template() -> bytes:
    """Return a workbook with the headings and one invented line; every column holds text."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet, bold = book.add_worksheet("执法人员名单"), book.add_format({"bold": True, "bg_color": "#E9F0F9"})
    text = book.add_format({"num_format": "@"})
    sheet.set_column(0, len(HEADINGS) - 1, 18, text)
    for place, (name, headings) in enumerate(HEADINGS.items()):
        sheet.write(0, place, headings[0], bold)
        sheet.write_string(1, place, SAMPLE[place], text)
        if name in CHOICES:
            sheet.data_validation(1, place, MOST_ROWS, place, {"validate": "list", "source": CHOICES[name]})
    sheet.freeze_panes(1, 1)
    words = book.add_worksheet("执法领域")
    for row, title in enumerate(FIELD_CODES):
        words.write_string(row, 0, title)
    book.close()
    return stream.getvalue()


def table(heads: Sequence[str], rows: Iterable[Sequence[Any]], *, name: str) -> bytes:
    """Return a workbook of one table; every cell is text, so that no figure loses its end and no cell is a formula."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"constant_memory": True})
    sheet, bold = book.add_worksheet(name), book.add_format({"bold": True, "bg_color": "#E9F0F9"})
    sheet.set_column(0, len(heads) - 1, 18)
    sheet.freeze_panes(1, 1)
    for place, head in enumerate(heads):
        sheet.write_string(0, place, head, bold)
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            sheet.write_string(number, place, str(value))
    book.close()
    return stream.getvalue()
