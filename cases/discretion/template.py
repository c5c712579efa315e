"""The empty workbook of benchmarks to fill in, with one invented offence."""

from __future__ import annotations

from io import BytesIO
from typing import Final

import xlsxwriter

from cases.discretion.checking import FIELD_CODES, KIND_CODES
from cases.discretion.sheet import BASES, GRADES, HEADINGS, MOST

SAMPLE: Final = (
    ("城市管理", "示例：在道路上堆放物料", "某某条例第一条", "某某条例第二条", "固定数额", "0", "20000",
     "警告、通报批评", "是", "较轻", "占地不足五平方米，及时改正", "0", "6000", ""),
    ("", "", "", "", "", "", "", "", "", "一般", "占地五平方米以上不足二十平方米", "6000", "14000", ""),
    ("", "", "", "", "", "", "", "", "", "严重", "占地二十平方米以上，或者拒不改正", "14000", "20000", ""),
)  # fmt: skip


def template() -> bytes:
    """Return the workbook; cells left blank under an offence take what stands above."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet, bold = book.add_worksheet("裁量基准"), book.add_format({"bold": True, "bg_color": "#E9F0F9"})
    text = book.add_format({"num_format": "@", "text_wrap": True})
    sheet.set_column(0, len(HEADINGS) - 1, 16, text)
    choices = {"field": list(FIELD_CODES), "basis": list(BASES), "grade": list(GRADES), "first_free": ["是", "否"]}
    for place, (name, headings) in enumerate(HEADINGS.items()):
        sheet.write(0, place, headings[0], bold)
        for row, line in enumerate(SAMPLE, start=1):
            sheet.write_string(row, place, line[place], text)
        if name in choices:
            sheet.data_validation(1, place, MOST, place, {"validate": "list", "source": choices[name]})
    sheet.freeze_panes(1, 2)
    words = book.add_worksheet("处罚种类")
    for row, title in enumerate(KIND_CODES):
        words.write_string(row, 0, title)
    book.close()
    return stream.getvalue()
