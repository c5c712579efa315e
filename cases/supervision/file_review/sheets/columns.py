"""The workbook of a score sheet: its columns, and reading it cell by cell."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any, Final, NamedTuple

from openpyxl.utils import get_column_letter

from enforcement.web.sheets import FAULTS, Row, columns_of, rows_of, text_of

HEADINGS: Final[dict[str, tuple[str, ...]]] = {
    "part": ("部分",), "code": ("编号",), "title": ("评查内容",), "points": ("分值",), "fatal": ("一票否决",),
    "article": ("依据",), "rules": ("预警规则",), "red": ("红色预警每处扣",), "yellow": ("黄色预警每处扣",),
    "check": ("系统检查",),
}  # fmt: skip
"""What a column holds, and how it may be headed: content, in Chinese."""
NEEDED: Final = ("part", "code", "title", "points", "fatal", "article")
YES: Final = {"是": True, "否": False, "": False}
CHECKS: Final = {"材料齐全": "complete", "归档有序": "order", "目录相符": "pages", "签名齐全": "signatures", "": ""}
MOST: Final = 200


class Problem(NamedTuple):
    """What is wrong with one cell, by the code of its sentence; ``more`` is what the sentence names."""

    cell: str
    code: str
    more: dict[str, Any]


class Line(NamedTuple):
    """One line as read: the row's number, the text of each column, and where each column stands."""

    row: int
    texts: dict[str, str]
    columns: dict[str, int]

    def problem(self, name: str, code: str, **more: Any) -> Problem:
        """Return a problem with the cell of a column, such as C7."""
        cell = f"{get_column_letter(self.columns.get(name, 0) + 1)}{self.row}"
        return Problem(cell, code, {"heading": HEADINGS[name][0], "said": self.texts.get(name, ""), **more})


def read(data: bytes) -> tuple[list[Line], list[Problem]]:
    """Return the lines of a workbook; a part left blank is that of the line above."""
    try:
        _count, rows = rows_of(data, most=MOST)
        lines = list(rows)
    except FAULTS:
        return [], [Problem("", "no_table", {})]
    columns = columns_of(lines[0], HEADINGS) if lines else {}
    missing = [HEADINGS[name][0] for name in NEEDED if name not in columns]
    if missing:
        return [], [Problem("", "no_column", {"names": "、".join(missing)})]
    if len(lines) - 1 > MOST:
        return [], [Problem("", "too_many", {"most": MOST})]
    return _lines(lines[1:], columns), []


def _lines(rows: list[Row], columns: dict[str, int]) -> list[Line]:
    found: list[Line] = []
    for number, row in enumerate(rows, start=2):
        texts = {name: text_of(row[place]) if place < len(row) else "" for name, place in columns.items()}
        if not any(texts.values()):
            continue
        if found and not texts.get("part"):
            texts["part"] = found[-1].texts["part"]
        found.append(Line(number, texts, columns))
    return found


def points(text: str) -> Decimal | None:
    """Return points with at most one decimal place, None for what is none."""
    try:
        found = Decimal(text or "0")
    except InvalidOperation:
        return None
    return found if found.is_finite() and 0 <= found <= 100 and found == round(found, 1) else None  # noqa: PLR2004
