"""The layout of official papers (GB/T 9704-2012): A4, type area 156 × 225 mm, top margin 37 mm, left margin 28 mm."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from html import escape
from typing import Any, Final

from django.utils.timezone import localtime
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    LongTable,
    PageTemplate,
    Paragraph,
    Spacer,
)

from cases.documents import hanging, heading
from cases.drafting import seal
from enforcement.web import fonts

TOP: Final = 37 * mm
LEFT: Final = 28 * mm
WIDTH: Final = 156 * mm
HEIGHT: Final = 225 * mm
LINE: Final = HEIGHT / 22
"""Twenty-two lines to a page."""
BODY: Final = 15.75
"""三号 (5.56 mm), in points: twenty-eight characters to a line of 156 mm."""
CELL: Final = 12
SHORT: Final = 280
"""Characters of a last paragraph that is kept on the page of the signature: ten lines."""
QR_SIDE: Final = 24 * mm
ADDRESS: Final = 60
"""Characters of an address on one line beside its code."""

hanging.install()
_FIRST_LEVEL = re.compile(r"^[一二三四五六七八九十]{1,3}、.{1,20}$")
Row = tuple[str, str]


def chinese_day(day: date) -> str:
    """Return a day as official papers write it: 2026年4月2日."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_moment(at: datetime) -> str:
    """Return a moment as official papers write it, in the county's time zone: 2026年4月2日10时05分."""
    local = localtime(at)
    return f"{chinese_day(local.date())}{local.hour}时{local.minute:02}分"


def official_paper(
    title: str,
    number: str,
    agency: str,
    paragraphs: Iterable[str],
    date: date | None,
    *,
    addressee: str = "",
    qr: str = "",
    qr_note: str = "",
    subtitle: str = "",
) -> bytes:
    """Return a paper to the outside: agency, title, number, body, and agency and date with room for the seal.

    A paragraph such as “一、违法事实” is set as a heading. ``qr`` is an address to print as a code.

    Raises:
        enforcement.web.fonts.GlyphMissing: for a character that the typeface lacks.
    """
    styles = _styles()
    story: list[Flowable] = []
    over = heading.name_over(title, agency)
    if over:
        story.append(Paragraph(_safe(over, styles["head"]), styles["head"]))
    named = styles["titled" if over else "title"]
    story.append(Paragraph(_safe(title, named), named))
    if subtitle:
        story.append(Paragraph(_safe(subtitle, styles["subtitle"]), styles["subtitle"]))
    if number:
        story.append(Paragraph(_safe(number, styles["number"]), styles["number"]))
    if addressee:
        story.append(Paragraph(_safe(addressee + "：", styles["flush"]), styles["flush"]))
    texts = list(paragraphs)
    body = [_paragraph(text, styles) for text in texts]
    signed = _signature(agency, date, styles)
    kept = _kept(texts)
    story += [*body[: len(body) - kept], KeepTogether([*body[len(body) - kept :], *signed])]
    if qr:
        story += [Spacer(1, LINE / 2), _Code(qr, qr_note)]
    return _built(story, title, agency, raised=heading.RAISED if over else 0)


def form_sheet(
    title: str,
    rows: Iterable[Row],
    *,
    number: str = "",
    agency: str = "",
    footer: str = "",
    qr: str = "",
    qr_note: str = "",
) -> bytes:
    """Return an inner sheet: a ruled table of (name, text) rows under its title. ``qr`` is an address set as a code.

    Raises:
        enforcement.web.fonts.GlyphMissing: for a character that the typeface lacks.
    """
    styles = _styles()
    story: list[Flowable] = []
    if agency:
        story.append(Paragraph(_safe(agency, styles["agency"]), styles["agency"]))
    story.append(Paragraph(_safe(title, styles["title"]), styles["title"]))
    if number:
        story.append(Paragraph(_safe(number, styles["number"]), styles["number"]))
    story.append(_table([("", *row) for row in rows], styles, (0, 32 * mm, WIDTH - 32 * mm)))
    if footer:
        story += [Spacer(1, 4 * mm), Paragraph(_safe(footer, styles["cell"]), styles["cell"])]
    if qr:
        story += [Spacer(1, 4 * mm), _Code(qr, qr_note)]
    return _built(story, title, agency)


def catalogue_sheet(
    title: str, heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float], *, number: str = "",
    agency: str = "",
) -> bytes:  # fmt: skip
    """Return a sheet with columns, such as the contents of a file; ``widths`` in millimetres add up to 156.

    Raises:
        enforcement.web.fonts.GlyphMissing: for a character that the typeface lacks.
    """
    styles = _styles()
    story: list[Flowable] = []
    if agency:
        story.append(Paragraph(_safe(agency, styles["agency"]), styles["agency"]))
    story.append(Paragraph(_safe(title, styles["title"]), styles["title"]))
    if number:
        story.append(Paragraph(_safe(number, styles["number"]), styles["number"]))
    head = [Paragraph(_safe(text, styles["name"]), styles["name"]) for text in heads]
    cells = [[Paragraph(_safe(text, styles["column"]), styles["column"]) for text in row] for row in rows]
    made = LongTable([head, *cells], colWidths=[w * mm for w in widths], repeatRows=1)
    made.setStyle([("GRID", (0, 0), (-1, -1), 0.6, black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")])
    story.append(made)
    return _built(story, title, agency)


def _styles() -> dict[str, ParagraphStyle]:
    face = fonts.register()
    common: dict[str, Any] = {"wordWrap": "CJK", "fontName": face.regular, "fontSize": BODY, "leading": LINE}
    bold = {**common, "fontName": face.bold}
    small: dict[str, Any] = {**common, "fontSize": CELL, "leading": CELL * 1.6}
    return {
        "agency": ParagraphStyle("agency", **{**common, "alignment": TA_CENTER}),
        "title": ParagraphStyle(
            "title", **{**bold, "fontSize": 22, "leading": 34, "alignment": TA_CENTER, "spaceAfter": 6}
        ),
        "head": ParagraphStyle(
            "head", **{**bold, "fontSize": heading.SIZE, "leading": heading.LEADING, "alignment": TA_CENTER}
        ),
        "titled": ParagraphStyle(
            "titled", **{**bold, "fontSize": 22, "leading": 30, "alignment": TA_CENTER, "spaceAfter": 4}
        ),
        "subtitle": ParagraphStyle("subtitle", **{**common, "alignment": TA_CENTER}),
        "number": ParagraphStyle("number", **{**common, "alignment": TA_RIGHT, "spaceAfter": 6}),
        "flush": ParagraphStyle("flush", **common),
        "body": ParagraphStyle("body", **{**common, "firstLineIndent": 2 * BODY}),
        "heading": ParagraphStyle("heading", **{**bold, "firstLineIndent": 2 * BODY, "keepWithNext": 1}),
        "signed": ParagraphStyle("signed", **{**common, "alignment": TA_CENTER}),
        "cell": ParagraphStyle("cell", **small),
        "column": ParagraphStyle("column", **{**small, "fontSize": 10.5, "leading": 16}),
        "name": ParagraphStyle("name", **{**small, "fontName": face.bold, "alignment": TA_CENTER}),
    }


def _safe(text: str, style: ParagraphStyle) -> str:
    """Return text for a paragraph: every character known to the typeface, nothing read as mark-up."""
    fonts.demand(text.replace("\n", "").replace("\r", "").replace("\t", ""), style.fontName)
    return escape(text, quote=False).replace("\u3000", "\xa0\xa0").replace("\n", "<br/>")


def _paragraph(text: str, styles: dict[str, ParagraphStyle]) -> Paragraph:
    style = styles["heading"] if _FIRST_LEVEL.match(text) else styles["body"]
    return Paragraph(_safe(text, style), style)


def _kept(texts: Sequence[str]) -> int:
    """Return how many last paragraphs stay with the seal: a short last one with its heading; a long one runs on."""
    if not texts or len(texts[-1]) > SHORT:
        return 0
    return 2 if len(texts) > 1 and _FIRST_LEVEL.match(texts[-2]) else 1


def _signature(agency: str, day: date | None, styles: dict[str, ParagraphStyle]) -> list[Flowable]:
    """Return the agency's name over the date, in a block at the right, under room for the seal that covers both."""
    if day is None:
        return []
    width = max(len(agency) * BODY + 8, 130.0) + 2 * BODY
    lines = [[Paragraph(_safe(text, styles["signed"]), styles["signed"])] for text in (agency, chinese_day(day))]
    block = LongTable(lines, colWidths=[min(width, WIDTH * 0.8)], hAlign="RIGHT")
    block.setStyle([("RIGHTPADDING", (0, 0), (-1, -1), 2 * BODY), ("TOPPADDING", (0, 0), (-1, -1), 0),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 0)])  # fmt: skip
    return [Spacer(1, 2 * LINE), _Sealed(agency, min(width, WIDTH * 0.8)), block]


class _Sealed(Flowable):
    """Nothing of its own height: the seal over the agency and the date that follow (GB/T 9704-2012, 7.3.5.1)."""

    def __init__(self, agency: str, width: float) -> None:
        super().__init__()
        self.agency, self.across = agency, width

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Return no room at all."""
        return 0, 0

    def draw(self) -> None:
        """Have the seal set over the middle of the block."""
        seal.current().impress(self.canv, self.agency, WIDTH - self.across / 2 - BODY, -LINE)


def _table(rows: list[tuple[str, str, str]], styles: dict[str, ParagraphStyle], widths: Sequence[float]) -> LongTable:
    cells = []
    for _empty, name, text in rows:
        parts = _pieces(text)
        for index, part in enumerate(parts):
            shown = name if index == 0 else ""
            cells.append(
                [
                    Paragraph(_safe(shown, styles["name"]), styles["name"]),
                    Paragraph(_safe(part or " ", styles["cell"]), styles["cell"]),
                ]
            )
    made = LongTable(cells or [["", ""]], colWidths=list(widths[1:]))
    made.setStyle([
        ("GRID", (0, 0), (-1, -1), 0.6, black), ("VALIGN", (0, 0), (0, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 4), ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
    ])  # fmt: skip
    return made


def _pieces(text: str, most: int = 700) -> list[str]:
    """Return a long text in parts that each fit a page: a cell of a table cannot be broken."""
    parts: list[str] = []
    for line in text.split("\n"):
        rest = line
        while len(rest) > most:
            parts.append(rest[:most])
            rest = rest[most:]
        if parts and len(parts[-1]) + len(rest) < most and parts[-1].count("\n") < 20:  # noqa: PLR2004
            parts[-1] = f"{parts[-1]}\n{rest}"
        else:
            parts.append(rest)
    return parts


class _Code(Flowable):
    """A QR code with a line of words beside it."""

    def __init__(self, address: str, note: str) -> None:
        super().__init__()
        self.address, self.note = address, note

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Return the room it takes."""
        return WIDTH, QR_SIDE

    def draw(self) -> None:
        """Draw the modules, then the words."""
        symbol = QRCode(error_correction=ERROR_CORRECT_M, border=0)
        symbol.add_data(self.address)
        symbol.make(fit=True)
        modules = symbol.get_matrix()
        side = QR_SIDE / len(modules)
        for y, row in enumerate(modules):
            for x, dark in enumerate(row):
                if dark:
                    self.canv.rect(x * side, QR_SIDE - (y + 1) * side, side, side, stroke=0, fill=1)
        face = fonts.register().regular
        self.canv.setFont(face, 10)
        self.canv.drawString(QR_SIDE + 4 * mm, QR_SIDE / 2 + 2, self.note)
        for line, at in enumerate(range(0, len(self.address), ADDRESS)):
            words = self.address[at : at + ADDRESS]
            self.canv.drawString(QR_SIDE + 4 * mm, QR_SIDE / 2 - 12 * (line + 1), words)


def _built(story: list[Flowable], title: str, agency: str, *, raised: float = 0) -> bytes:
    """Return the PDF; the first page begins ``raised`` points above the type area."""
    stream = io.BytesIO()
    made = BaseDocTemplate(
        stream, pagesize=A4, title=title, author=agency, creator=agency, subject=title, lang="zh-CN", invariant=1,
        leftMargin=LEFT, topMargin=TOP, rightMargin=A4[0] - LEFT - WIDTH, bottomMargin=A4[1] - TOP - HEIGHT,
    )  # fmt: skip
    pages = [
        PageTemplate(id=name, frames=[_frame(more)], onPage=_page_number, autoNextPageTemplate="page")
        for name, more in (("first", raised), ("page", 0.0))
    ]
    made.addPageTemplates(pages)
    made.build(story)
    return stream.getvalue()


def _frame(raised: float) -> Frame:
    low = A4[1] - TOP - HEIGHT
    return Frame(LEFT, low, WIDTH, HEIGHT + raised, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)


def _page_number(canvas: Any, document: Any) -> None:
    """Write the page's number under the type area: odd pages at the right, even ones at the left."""
    canvas.setFont(fonts.register().regular, 14)
    text, y = f"— {document.page} —", A4[1] - TOP - HEIGHT - 9 * mm
    if document.page % 2:
        canvas.drawRightString(LEFT + WIDTH - 14, y, text)
    else:
        canvas.drawString(LEFT + 14, y, text)
