"""Tables as a PDF: A4 across, headings on every page, in the typeface of all papers of this system."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from io import BytesIO
from typing import Any, Final

from reportlab.lib.colors import HexColor, black
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, LongTable, PageBreak, Paragraph, SimpleDocTemplate, Spacer

from cases.supervision.sheets import Sheet, Value
from enforcement.web import fonts

PAGE: Final = landscape(A4)
MARGIN: Final = 16 * mm
UNKNOWN: Final = "〓"
"""What printers set for a sign that they lack: a list is not refused for one rare character."""


def pdf(sheets: Sequence[Sheet]) -> bytes:
    """Return the tables, each on pages of its own."""
    stream, face = BytesIO(), fonts.register()
    common: dict[str, Any] = {"wordWrap": "CJK", "fontName": face.regular, "fontSize": 9, "leading": 13}
    styles = {
        "cell": ParagraphStyle("cell", **common),
        "head": ParagraphStyle("head", **{**common, "fontName": face.bold}),
        "title": ParagraphStyle("title", **{**common, "fontName": face.bold, "fontSize": 16, "leading": 24}),
    }
    story: list[Flowable] = []
    for sheet in sheets:
        story += [PageBreak()] if story else []
        story += _drawn(sheet, styles)
    made = SimpleDocTemplate(
        stream, pagesize=PAGE, title=sheets[0].title, lang="zh-CN", invariant=1,
        leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN, bottomMargin=MARGIN,
    )  # fmt: skip
    made.build(story, onFirstPage=_numbered, onLaterPages=_numbered)
    return stream.getvalue()


def _drawn(sheet: Sheet, styles: dict[str, ParagraphStyle]) -> list[Flowable]:
    room, whole = PAGE[0] - 2 * MARGIN, sum(width for _title, width in sheet.columns)
    lines = [[_said(title, styles["head"]) for title, _width in sheet.columns]]
    lines += [[_said(value, styles["cell"]) for value in row] for row in sheet.rows]
    table = LongTable(lines, colWidths=[room * width / whole for _title, width in sheet.columns], repeatRows=1)
    table.setStyle([
        ("GRID", (0, 0), (-1, -1), 0.4, black), ("BACKGROUND", (0, 0), (-1, 0), HexColor("#eef2f7")),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ])  # fmt: skip
    return [_said(sheet.title, styles["title"]), _said(sheet.note, styles["cell"]), Spacer(1, 3 * mm), table]


def _said(value: Value, style: ParagraphStyle) -> Paragraph:
    text = str(value).replace("\n", "")
    for char in fonts.missing(text, style.fontName):
        text = text.replace(char, UNKNOWN)
    return Paragraph(escape(text, quote=False), style)


def _numbered(canvas: Any, document: Any) -> None:
    canvas.setFont(fonts.register().regular, 9)
    canvas.drawCentredString(PAGE[0] / 2, 8 * mm, f"— {document.page} —")
