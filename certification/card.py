"""Draw the printed credential: 85.6 × 54 mm (ISO/IEC 7810 ID-1), front and back, one page each.

What stands where follows the national design (司办通〔2020〕78号): in front the photo, 姓名, 单位, 证号 and the code;
on the back the title in Chinese and English, 执法类别, 执法区域, 有效期 and the authority. The national emblem is not
drawn: only those printing houses that may (国徽法) add it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from certification import card_ground, card_photo, qr
from certification.card_ground import BACK_TOP, BAND, HEIGHT, MARGIN, NAVY, TITLE, WIDTH
from certification.card_photo import PhotoUnreadable
from certification.typesetting import Block, write
from enforcement.web.fonts import Fonts, GlyphMissing

__all__ = ["CardFace", "GlyphMissing", "PhotoUnreadable", "draw_back", "draw_front", "new_canvas", "render", "save"]

PHOTO_TOP: Final = HEIGHT - BAND - 2.2 * mm
TEXT_LEFT: Final = MARGIN + card_photo.WIDTH + 3.2 * mm
INK: Final = HexColor(0x14181F)
LABEL: Final = HexColor(0x4A5769)


@dataclass(frozen=True, slots=True)
class CardFace:
    """Hold all that is printed on one card.

    ``category`` (执法类别) and ``area`` (执法区域) are printed as given; ``ends_on`` is the last day of validity.
    ``issuer`` is the line of the authority, such as 山东省人民政府监制. ``digits`` is the token, ``url_prefix`` the
    address before it. Without ``photo`` (a JPEG file, or its bytes) a plain silhouette is drawn.
    """

    name: str
    agency: str
    number: str
    category: str
    area: str
    starts_on: date
    ends_on: date
    issuer: str
    url_prefix: str
    digits: str
    photo: Path | bytes | None = None


def render(card: CardFace, *, fonts: Fonts) -> bytes:
    """Return the PDF of one card; the same card gives the same bytes.

    Raises GlyphMissing, PhotoUnreadable, TextTooLong and qr.SymbolError.
    """
    file = io.BytesIO()
    canvas = new_canvas(file, title=f"{TITLE} {card.number}")
    draw_front(canvas, card, fonts=fonts)
    canvas.showPage()
    draw_back(canvas, card, fonts=fonts)
    canvas.showPage()
    save(canvas)
    return file.getvalue()


def new_canvas(file: io.BytesIO, *, title: str) -> Canvas:
    """Return a canvas of a card's size that writes reproducible bytes."""
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1, lang="zh-CN")
    canvas.setTitle(title)
    canvas.setCreator("")
    return canvas


def save(canvas: Canvas) -> None:
    """Write the file with plain deflated pages.

    reportlab would wrap each page in ASCII 85 unless its global ``useA85`` is off. That setting belongs to everybody,
    so pages and forms get their contents here instead.
    """
    document: Any = canvas
    for page in document._doc.Pages.pages:  # noqa: SLF001  # no public way to a page's stream
        page.Contents = pdfdoc.PDFStream(content=page.stream, filters=[pdfdoc.PDFZCompress])
    for form in document._doc.idToObject.values():  # noqa: SLF001
        if isinstance(form, pdfdoc.PDFFormXObject):
            form.Contents = pdfdoc.PDFStream(content=form.stream, filters=[pdfdoc.PDFZCompress])
            form.compression = 0
    canvas.save()


def draw_front(canvas: Canvas, card: CardFace, *, fonts: Fonts) -> None:
    """Draw the front with its lower left corner at the origin."""
    symbol = qr.matrix(card.url_prefix, card.digits)
    side = qr.print_size(symbol).side
    card_ground.front(canvas, fonts)
    card_photo.draw(canvas, card.photo, MARGIN, PHOTO_TOP - card_photo.HEIGHT)
    width = WIDTH - MARGIN + 0.7 * mm - side - TEXT_LEFT
    _label(canvas, "姓名", TEXT_LEFT, PHOTO_TOP - 2.4 * mm, fonts)
    name = Block(TEXT_LEFT, PHOTO_TOP - 8.6 * mm, width, size=15, lines=2)
    write(canvas, card.name, name, INK, fonts.bold)
    _label(canvas, "证号", TEXT_LEFT, PHOTO_TOP - 18.4 * mm, fonts)
    write(canvas, card.number, Block(TEXT_LEFT, PHOTO_TOP - 22.6 * mm, width, size=10, lines=2), INK, fonts.bold)
    _label(canvas, "单位", MARGIN, 7.1 * mm, fonts)
    left = MARGIN + 8 * mm
    agency = Block(left, 6.8 * mm, WIDTH - MARGIN - left, size=11, lines=2, pair=9.5)
    write(canvas, card.agency, agency, INK, fonts.bold)
    qr.place(canvas, symbol, x=WIDTH - MARGIN + 1.5 * mm - side, y=PHOTO_TOP + 0.8 * mm - side)


def draw_back(canvas: Canvas, card: CardFace, *, fonts: Fonts) -> None:
    """Draw the back with its lower left corner at the origin."""
    card_ground.back(canvas, fonts)
    left = MARGIN + 13 * mm
    rows = (("执法类别", card.category), ("执法区域", card.area), ("有效期", _validity(card)))
    for index, (label, value) in enumerate(rows):
        y = BACK_TOP - (4.9 + 4.3 * index) * mm
        _label(canvas, label, MARGIN, y, fonts)
        write(canvas, value, Block(left, y, WIDTH - MARGIN - left, size=8.2), INK, fonts.bold)
    line = Block(MARGIN, 3 * mm, WIDTH - 2 * MARGIN, size=8.6, spacing=1.4, align=0.5)
    write(canvas, card.issuer, line, NAVY, fonts.bold)


def _validity(card: CardFace) -> str:
    return " 至 ".join(f"{day.year}年{day.month}月{day.day}日" for day in (card.starts_on, card.ends_on))


def _label(canvas: Canvas, label: str, x: float, y: float, fonts: Fonts) -> None:
    write(canvas, label, Block(x, y, 12 * mm, size=6.6, spacing=0.6), LABEL, fonts.regular)
