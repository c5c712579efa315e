"""The result sheet (成绩单): one A4 page a result, the same bytes each time, a code that binds it to the result."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from enforcement import clock
from enforcement.web import fonts
from exams.models import Result
from exams.shuffle import canonical

LEFT: Final = 25 * mm
WIDTH: Final = A4[0] - 2 * LEFT
ROW: Final = 9 * mm
NAMES: Final = 34 * mm
NOTE: Final = "校验码由成绩的全部依据（答卷、试卷、答案、评分规则、得分）算出，成绩如有更正，校验码随之改变。"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet says. Points in 1/100; ``laws`` are (law, right items, items, points, total)."""

    number: int
    agency: str
    exam: str
    session: str
    subject: str
    name: str
    candidate_agency: str
    ticket: str
    closed_on: date
    points: int
    total: int
    pass_mark: int
    passed: bool
    corrects: int | None
    laws: tuple[tuple[str, int, int, int, int], ...]
    code: str


def code_of(result: Result) -> str:
    """Return the code of a result: the SHA-256 of all it rests on and of what it came to, hexadecimal."""
    names = ("sitting_id", "person_id", "subject", "points", "total", "pass_mark", "passed", "item_points", "keys",
             "paper_sha256", "answers_sha256", "rules")  # fmt: skip
    facts = {name: getattr(result, name) for name in names}
    passed_on = result.passed_on.isoformat() if result.passed_on else ""
    return hashlib.sha256(canonical({**facts, "result": result.pk, "passed_on": passed_on}).encode()).hexdigest()


def pdf_of(sheets: Iterable[Sheet]) -> bytes:
    """Return one page for each sheet.

    Raises:
        enforcement.web.fonts.GlyphMissing: for a character that the typeface lacks.
    """
    stream, face = io.BytesIO(), fonts.register()
    canvas = Canvas(stream, pagesize=A4, invariant=1, pageCompression=1, lang="zh-CN")
    canvas.setTitle("成绩单")
    canvas.setCreator("lawful-enforcement")
    for sheet in sheets:
        _page(canvas, sheet, face)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _page(canvas: Canvas, sheet: Sheet, face: fonts.Fonts) -> None:
    y = A4[1] - 32 * mm
    _text(canvas, sheet.agency, A4[0] / 2, y, 14, face.regular, centred=True)
    _text(canvas, "考试成绩单", A4[0] / 2, y - 13 * mm, 22, face.bold, centred=True)
    y -= 26 * mm
    y = _table(canvas, _facts(sheet), y, face)
    y -= 10 * mm
    _text(canvas, "按法律分列", LEFT, y, 12, face.bold)
    y = _laws(canvas, sheet, y - 4 * mm, face)
    _foot(canvas, sheet, y - 12 * mm, face)


def _facts(sheet: Sheet) -> list[tuple[str, str]]:
    rows = [
        ("姓名", sheet.name),
        ("所在单位", sheet.candidate_agency),
        ("准考证号", sheet.ticket or "—"),
        ("考试", sheet.exam),
        ("场次", sheet.session),
        ("科目", sheet.subject),
        ("交卷日期", _day(sheet.closed_on)),
        ("成绩", f"{_points(sheet.points)}分（满分{_points(sheet.total)}分，合格分数{_points(sheet.pass_mark)}分）"),
        ("结论", "合格" if sheet.passed else "不合格"),
        ("成绩编号", str(sheet.number)),
    ]
    if sheet.corrects is not None:
        rows.append(("更正说明", f"本成绩替代编号为{sheet.corrects}的成绩，原成绩单作废。"))
    return rows


def _table(canvas: Canvas, rows: list[tuple[str, str]], y: float, face: fonts.Fonts) -> float:
    for name, value in rows:
        canvas.setLineWidth(0.6)
        canvas.rect(LEFT, y - ROW, NAMES, ROW)
        canvas.rect(LEFT + NAMES, y - ROW, WIDTH - NAMES, ROW)
        _text(canvas, name, LEFT + NAMES / 2, y - ROW + 3 * mm, 11, face.bold, centred=True)
        _text(canvas, value, LEFT + NAMES + 3 * mm, y - ROW + 3 * mm, 11, face.regular, room=WIDTH - NAMES - 6 * mm)
        y -= ROW
    return y


def _laws(canvas: Canvas, sheet: Sheet, y: float, face: fonts.Fonts) -> float:
    columns = (WIDTH - 75 * mm, 35 * mm, 40 * mm)
    rows = [("法律", "答对题数", "得分")]
    for law, right, items, got, full in sheet.laws:
        rows.append((law, f"{right}／{items}", f"{_points(got)}／{_points(full)}"))
    height = min(7 * mm, (y - 62 * mm) / max(len(rows), 1))
    for number, row in enumerate(rows):
        x = LEFT
        for width, value in zip(columns, row, strict=True):
            canvas.rect(x, y - height, width, height)
            font = face.regular if number else face.bold
            _text(canvas, value, x + 2 * mm, y - height + height * 0.3, 10, font, room=width - 4 * mm)
            x += width
        y -= height
    return y


def _foot(canvas: Canvas, sheet: Sheet, y: float, face: fonts.Fonts) -> None:
    _text(canvas, "校验码（SHA-256）", LEFT, y, 10, face.bold)
    for line, begin in enumerate((0, 32)):
        part = " ".join(sheet.code[begin + k : begin + k + 8] for k in range(0, 32, 8))
        _text(canvas, part, LEFT, y - (6 + 5 * line) * mm, 10, face.regular)
    _text(canvas, NOTE, LEFT, y - 19 * mm, 9, face.regular, room=WIDTH)
    where = f"核验：{settings.PUBLIC_URL}{reverse('exam_sheet_check')}（输入成绩编号、得分和校验码）"
    _text(canvas, where, LEFT, y - 24 * mm, 9, face.regular, room=WIDTH)
    _text(canvas, f"{sheet.agency}（盖章）", LEFT + WIDTH - 70 * mm, y - 34 * mm, 11, face.regular, room=70 * mm)


def _text(
    canvas: Canvas, text: str, x: float, y: float, size: float, font: str, *, centred: bool = False, room: float = 0.0
) -> None:
    """Write a line, smaller where its room does not suffice."""
    fonts.demand(text, font)
    width = stringWidth(text, font, size)
    if room and width > room:
        size *= room / width
    canvas.setFont(font, size)
    (canvas.drawCentredString if centred else canvas.drawString)(x, y, text)


def _points(hundredths: int) -> str:
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def sheet_of(result: Result) -> Sheet:
    """Return what the sheet of a result says; session, exam, agency, person, candidate and its agency are selected."""
    candidate: Any = result.sitting.candidate
    exam = result.session.exam
    closed_at = result.sitting.closed_at or result.made_at
    return Sheet(
        number=result.pk,
        agency=exam.agency.name,
        exam=exam.title,
        session=result.session.title,
        subject="公共法律知识" if exam.subject == "public_law" else "专业法律知识",
        name=result.person.name,
        candidate_agency=candidate.agency.name,
        ticket=candidate.ticket,
        closed_on=clock.day_of(closed_at),
        points=result.points,
        total=result.total,
        pass_mark=result.pass_mark,
        passed=result.passed,
        corrects=result.supersedes_id,
        laws=tuple(
            (law, row["right"], row["items"], row["points"], row["total"]) for law, row in sorted(result.by_law.items())
        ),
        code=code_of(result),
    )
