"""Draw the printed credential: 85.6 × 54 mm (ISO/IEC 7810 ID-1), front and back, one page each.

What stands where follows the national design (司办通〔2020〕78号): in front the photo, 姓名, 单位, 证号 and the code;
on the back the title in Chinese and English, 执法类别, 执法区域, 有效期 and the authority. The national emblem is not
drawn: only those printing houses that may (国徽法) add it.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from certification import qr
from certification.typesetting import Block, fit
from enforcement.errors import Refusal
from enforcement.web.fonts import Fonts, GlyphMissing, demand

__all__ = ["CardFace", "GlyphMissing", "PhotoUnreadable", "draw_back", "draw_front", "new_canvas", "render", "save"]

WIDTH: Final = 85.6 * mm
HEIGHT: Final = 54 * mm
MARGIN: Final = 4.5 * mm
BAND: Final = 10 * mm
PHOTO_WIDTH: Final = 20.5 * mm
PHOTO_HEIGHT: Final = PHOTO_WIDTH * 413 / 295
PHOTO_TOP: Final = HEIGHT - BAND - 2.2 * mm

NAVY: Final = HexColor(0x12305A)
GOLD: Final = HexColor(0xC9A24B)
PALE: Final = HexColor(0xE9EEF5)
INK: Final = HexColor(0x14181F)
LABEL: Final = HexColor(0x4A5769)
WHITE: Final = HexColor(0xFFFFFF)

TITLE: Final = "行政执法证"
STATE: Final = "中华人民共和国"
ENGLISH: Final = "ADMINISTRATIVE LAW ENFORCEMENT CHINA"


class PhotoUnreadable(Refusal):
    """Refuse to print a card whose photo is not a JPEG."""

    sentence = _("The photo cannot be printed: it is not a JPEG image.")
    remedy = _("Upload the photo again as a JPEG file.")


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
    so the pages get their contents here instead.
    """
    document: Any = canvas
    for page in document._doc.Pages.pages:  # noqa: SLF001  # no public way to a page's stream
        page.Contents = pdfdoc.PDFStream(content=page.stream, filters=[pdfdoc.PDFZCompress])
    canvas.save()


def draw_front(canvas: Canvas, card: CardFace, *, fonts: Fonts) -> None:
    """Draw the front with its lower left corner at the origin."""
    symbol = qr.matrix(card.url_prefix, card.digits)
    side = qr.print_size(symbol).side
    _waves(canvas, 0, HEIGHT - BAND)
    _band(canvas, HEIGHT - BAND, BAND)
    _text(canvas, TITLE, Block(MARGIN, HEIGHT - 7.4 * mm, 60 * mm, size=14.5, spacing=2.2), WHITE, fonts.bold)
    _text(canvas, "ADMINISTRATIVE LAW", _right(HEIGHT - 5.1 * mm), GOLD, fonts.regular)
    _text(canvas, "ENFORCEMENT CHINA", _right(HEIGHT - 7.4 * mm), GOLD, fonts.regular)
    _portrait(canvas, card.photo, MARGIN, PHOTO_TOP - PHOTO_HEIGHT)
    left = MARGIN + PHOTO_WIDTH + 3.2 * mm
    width = WIDTH - MARGIN + 0.7 * mm - side - left
    _label(canvas, "姓名", left, PHOTO_TOP - 2.4 * mm, fonts)
    _text(canvas, card.name, Block(left, PHOTO_TOP - 8.6 * mm, width, size=15, lines=2), INK, fonts.bold)
    _label(canvas, "证号", left, PHOTO_TOP - 18.4 * mm, fonts)
    _text(canvas, card.number, Block(left, PHOTO_TOP - 22.6 * mm, width, size=10, lines=2), INK, fonts.bold)
    _label(canvas, "单位", MARGIN, 7.1 * mm, fonts)
    left = MARGIN + 8 * mm
    _text(canvas, card.agency, Block(left, 6.8 * mm, WIDTH - MARGIN - left, size=11, lines=2), INK, fonts.bold)
    qr.place(canvas, symbol, x=WIDTH - MARGIN + 1.5 * mm - side, y=PHOTO_TOP + 0.8 * mm - side)


def draw_back(canvas: Canvas, card: CardFace, *, fonts: Fonts) -> None:
    """Draw the back with its lower left corner at the origin."""
    top = 22.5 * mm
    _waves(canvas, 0, top)
    _band(canvas, top, HEIGHT - top)
    wide = WIDTH - 2 * MARGIN
    _text(canvas, STATE, Block(MARGIN, 42.6 * mm, wide, size=13, spacing=3.2, align=0.5), GOLD, fonts.bold)
    _text(canvas, TITLE, Block(MARGIN, 32.6 * mm, wide, size=22, spacing=5, align=0.5), WHITE, fonts.bold)
    _text(canvas, ENGLISH, Block(MARGIN, 26.8 * mm, wide, size=6.6, spacing=0.75, align=0.5), GOLD, fonts.regular)
    rows = (("执法类别", card.category), ("执法区域", card.area), ("有效期", _validity(card)))
    for index, (label, value) in enumerate(rows):
        y = top - (4.9 + 4.3 * index) * mm
        _label(canvas, label, MARGIN, y, fonts)
        left = MARGIN + 13 * mm
        _text(canvas, value, Block(left, y, WIDTH - MARGIN - left, size=8.2), INK, fonts.bold)
    canvas.setStrokeColor(GOLD)
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, 6.9 * mm, WIDTH - MARGIN, 6.9 * mm)
    _text(canvas, card.issuer, Block(MARGIN, 3 * mm, wide, size=8.6, spacing=1.4, align=0.5), NAVY, fonts.bold)


def _validity(card: CardFace) -> str:
    return " 至 ".join(f"{day.year}年{day.month}月{day.day}日" for day in (card.starts_on, card.ends_on))


def _right(y: float) -> Block:
    return Block(WIDTH - MARGIN - 40 * mm, y, 40 * mm, size=5.2, spacing=0.5, align=1)


def _label(canvas: Canvas, label: str, x: float, y: float, fonts: Fonts) -> None:
    _text(canvas, label, Block(x, y, 12 * mm, size=6.6, spacing=0.6), LABEL, fonts.regular)


def _text(canvas: Canvas, text: str, block: Block, colour: Any, face: str) -> None:
    """Draw text so that it fits its block; refuse it when the typeface lacks a character."""
    demand(text, face)
    canvas.setFillColor(colour)
    for line in fit(text, block, face):
        canvas.setFont(face, line.size)
        canvas.drawString(line.x, line.y, line.text, charSpace=line.spacing)


def _band(canvas: Canvas, y: float, height: float) -> None:
    canvas.setFillColor(NAVY)
    canvas.rect(0, y, WIDTH, height, stroke=0, fill=1)
    canvas.setFillColor(GOLD)
    canvas.rect(0, y - 0.7 * mm, WIDTH, 0.35 * mm, stroke=0, fill=1)


def _waves(canvas: Canvas, bottom: float, top: float) -> None:
    """Fill a strip with fine pale waves, as on paper that is hard to copy."""
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(0, bottom, WIDTH, top - bottom)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.setStrokeColor(PALE)
    canvas.setLineWidth(0.35)
    path = canvas.beginPath()
    step, swing = WIDTH / 4, 3.4 * mm
    for number in range(int((top - bottom + 2 * swing) / (0.9 * mm))):
        y = bottom - swing + number * 0.9 * mm
        path.moveTo(-step / 2, y)
        for turn in range(5):
            x = (turn - 0.5) * step
            path.curveTo(x + step / 3, y + swing, x + step * 2 / 3, y - swing, x + step, y)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()


def _portrait(canvas: Canvas, photo: Path | bytes | None, x: float, y: float) -> None:
    canvas.setFillColor(WHITE)
    canvas.rect(x, y, PHOTO_WIDTH, PHOTO_HEIGHT, stroke=0, fill=1)
    if photo is None:
        _silhouette(canvas, x, y)
    else:
        _jpeg(canvas, photo if isinstance(photo, bytes) else photo.read_bytes(), x, y)
    canvas.setStrokeColor(NAVY)
    canvas.setLineWidth(0.4)
    canvas.rect(x, y, PHOTO_WIDTH, PHOTO_HEIGHT, stroke=1, fill=0)


def _jpeg(canvas: Canvas, data: bytes, x: float, y: float) -> None:
    """Draw a JPEG without decoding it, filling the frame from the middle.

    Its name in the PDF is its content's digest, so that the bytes do not depend on where the file lies.
    """
    image: Any = pdfdoc.PDFImageXObject(hashlib.sha256(data).hexdigest())
    if not image.loadImageFromJPEG(io.BytesIO(data)):
        raise PhotoUnreadable
    image.streamContent, image._filters = data, ("DCTDecode",)  # noqa: SLF001  # whatever the global useA85 says
    scale = max(PHOTO_WIDTH / image.width, PHOTO_HEIGHT / image.height)
    width, height = image.width * scale, image.height * scale
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(x, y, PHOTO_WIDTH, PHOTO_HEIGHT)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.translate(x + (PHOTO_WIDTH - width) / 2, y + (PHOTO_HEIGHT - height) / 2)
    canvas.scale(width, height)
    _paint(canvas, image)
    canvas.restoreState()


def _paint(canvas: Any, image: Any) -> None:
    """Put an image into the document once and show it in the unit square."""
    name = canvas._doc.getXObjectName(image.name)  # noqa: SLF001
    if name not in canvas._doc.idToObject:  # noqa: SLF001
        canvas._setXObjects(image)  # noqa: SLF001
        canvas._doc.Reference(image, name)  # noqa: SLF001
        canvas._doc.addForm(image.name, image)  # noqa: SLF001
    canvas._currentPageHasImages = 1  # noqa: SLF001
    canvas._code.append(f"/{name} Do")  # noqa: SLF001
    canvas._formsinuse.append(image.name)  # noqa: SLF001


def _silhouette(canvas: Canvas, x: float, y: float) -> None:
    middle, unit = x + PHOTO_WIDTH / 2, PHOTO_WIDTH / 20
    canvas.setFillColor(HexColor(0xC7D0DC))
    path = canvas.beginPath()
    path.moveTo(x + 1.5 * unit, y)
    path.curveTo(x + 1.5 * unit, y + 8 * unit, middle - 4 * unit, y + 9 * unit, middle, y + 9 * unit)
    path.curveTo(middle + 4 * unit, y + 9 * unit, x + 18.5 * unit, y + 8 * unit, x + 18.5 * unit, y)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.ellipse(middle - 4.6 * unit, y + 10 * unit, middle + 4.6 * unit, y + 21.6 * unit, stroke=0, fill=1)
