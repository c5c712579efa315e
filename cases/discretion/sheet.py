"""The workbook of benchmarks: its columns, and reading it cell by cell. One line for each grade."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any, Final, NamedTuple

from openpyxl.utils import get_column_letter

from enforcement.web.sheets import FAULTS, Row, columns_of, rows_of, text_of

HEADINGS: Final[dict[str, tuple[str, ...]]] = {
    "field": ("执法领域",),
    "offence": ("违法行为", "事项名称"),
    "breached": ("违反条款",),
    "penalty": ("处罚依据",),
    "basis": ("罚款基数",),
    "low": ("法定下限",),
    "high": ("法定上限",),
    "kinds": ("其他处罚种类",),
    "first_free": ("首违不罚",),
    "grade": ("裁量档次",),
    "circumstances": ("适用情形",),
    "grade_low": ("档次下限",),
    "grade_high": ("档次上限",),
    "grade_kinds": ("档次其他处罚",),
}
"""What a column holds, and how it may be headed. The headings are content: benchmarks are written in Chinese."""
SHARED: Final = ("field", "offence", "breached", "penalty", "basis", "low", "high", "kinds", "first_free")
NEEDED: Final = (
    "field",
    "offence",
    "penalty",
    "basis",
    "low",
    "high",
    "grade",
    "circumstances",
    "grade_low",
    "grade_high",
)
BASES: Final = {"固定数额": "fixed", "货值金额": "goods", "违法所得": "gain", "合同价款": "contract"}
GRADES: Final = {"较轻": "lighter", "一般": "ordinary", "较重": "heavier", "严重": "severe"}
MOST: Final = 3000


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

    def cell(self, name: str) -> str:
        """Return the address of a cell, as C7."""
        return f"{get_column_letter(self.columns.get(name, 0) + 1)}{self.row}"

    def problem(self, name: str, code: str, **more: Any) -> Problem:
        """Return a problem with the cell of a column."""
        return Problem(self.cell(name), code, {"heading": HEADINGS[name][0], "said": self.texts.get(name, ""), **more})


def read(data: bytes) -> tuple[list[Line], list[Problem]]:
    """Return the lines of a workbook, what was left blank taken from the line above, and what cannot be read."""
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
        if found and not texts.get("offence"):
            texts |= {name: found[-1].texts.get(name, "") for name in SHARED if not texts.get(name)}
        found.append(Line(number, texts, columns))
    return found


def number(text: str) -> Decimal | None:
    """Return a figure, None for what is none."""
    try:
        found = Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None
    return found if found.is_finite() and 0 <= found < Decimal(10) ** 10 else None
