"""The lines of a list of officers, and what its columns may say. Numbers of persons stay out of every report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from openpyxl.utils import get_column_letter

from certification.fields import FIELDS

HEADINGS: Final[dict[str, tuple[str, ...]]] = {
    "name": ("姓名",),
    "sex": ("性别",),
    "id_number": ("身份证号码", "身份证号", "公民身份号码"),
    "agency": ("单位", "单位名称", "所在单位", "统一社会信用代码"),
    "title": ("职务", "岗位"),
    "establishment": ("编制性质", "编制"),
    "enforcement": ("执法岗位", "是否执法岗位"),
    "fields": ("执法领域", "执法类别"),
    "area": ("执法区域",),
    "from_on": ("任职日期", "任职时间"),
    "qualification": ("法律职业资格证书编号", "法律职业资格"),
    "granted_on": ("资格授予日期",),
    "hearing": ("听证主持人证号",),
    "supervision": ("行政执法监督证号",),
}
"""What a column holds, and how it may be headed. The headings are content: lists are written in Chinese."""
NEEDED: Final = ("name", "id_number", "agency", "title", "establishment")
SEXES: Final = {"男": "m", "女": "f", "": ""}
FIELD_CODES: Final = {field.title_zh: code for code, field in FIELDS.items()}
SHOWN: Final = 500
"""Problems that a report keeps; more than these say nothing new."""


class Line(NamedTuple):
    """One line as it is staged; empty texts leave what is there as it is."""

    row: int
    name: str
    sex: str
    id_number: str
    agency: str
    title: str
    establishment: str
    enforcement: bool
    fields: tuple[str, ...]
    area: str
    from_on: date | None
    qualification: str
    granted_on: date | None
    hearing: str
    supervision: str


class Problem(NamedTuple):
    """What is wrong with one cell, by the code of its sentence; ``more`` is what the sentence names."""

    row: int
    column: str
    code: str
    more: Mapping[str, Any] = {}


class Sheet(NamedTuple):
    """A file that was read: its lines, what could not be read, and the place of each column."""

    lines: list[Line]
    problems: list[Problem]
    columns: Mapping[str, int]

    def report(self, problems: list[Problem]) -> list[dict[str, Any]]:
        """Return what is kept of problems: the first of them by cell, and how many more there are."""
        order = list(HEADINGS)
        rows = sorted(problems, key=lambda p: (p.row, order.index(p.column) if p.column in order else -1))
        kept = [{"cell": self._cell(p), "code": p.code, "more": dict(p.more)} for p in rows[:SHOWN]]
        rest = len(rows) - len(kept)
        return [*kept, {"cell": "", "code": "rest", "more": {"count": rest}}] if rest else kept

    def _cell(self, problem: Problem) -> str:
        letter = get_column_letter(self.columns.get(problem.column, 0) + 1)
        return f"{letter}{problem.row}" if problem.row else ""
