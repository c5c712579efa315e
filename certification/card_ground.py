"""What is the same on every card: bands, waves, titles and labels, drawn once a document and shown on each.

They reach a millimetre over the edge (bleed), so that a cut that is slightly out leaves no white line.
"""

from __future__ import annotations

from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from certification.typesetting import Block, write
from enforcement.web.fonts import Fonts

WIDTH: Final = 85.6 * mm
HEIGHT: Final = 54 * mm
BLEED: Final = 1 * mm
MARGIN: Final = 4.5 * mm
BAND: Final = 10 * mm
BACK_TOP: Final = 22.5 * mm

NAVY: Final = HexColor(0x12305A)
GOLD: Final = HexColor(0xC9A24B)
PALE: Final = HexColor(0xE9EEF5)
WHITE: Final = HexColor(0xFFFFFF)

TITLE: Final = "行政执法证"
STATE: Final = "中华人民共和国"
ENGLISH: Final = "ADMINISTRATIVE LAW ENFORCEMENT CHINA"
FRONT: Final = "card-front"
BACK: Final = "card-back"


def front(canvas: Any, fonts: Fonts) -> None:
    """Show the ground of the front with its lower left corner at the origin."""
    if not canvas.hasForm(FRONT):
        canvas.beginForm(FRONT, -BLEED, -BLEED, WIDTH + BLEED, HEIGHT + BLEED)
        _front(canvas, fonts)
        canvas.endForm()
    canvas.doForm(FRONT)


def back(canvas: Any, fonts: Fonts) -> None:
    """Show the ground of the back with its lower left corner at the origin."""
    if not canvas.hasForm(BACK):
        canvas.beginForm(BACK, -BLEED, -BLEED, WIDTH + BLEED, HEIGHT + BLEED)
        _back(canvas, fonts)
        canvas.endForm()
    canvas.doForm(BACK)


def _front(canvas: Canvas, fonts: Fonts) -> None:
    _waves(canvas, -BLEED, HEIGHT - BAND)
    _band(canvas, HEIGHT - BAND)
    write(canvas, TITLE, Block(MARGIN, HEIGHT - 7.4 * mm, 60 * mm, size=14.5, spacing=2.2), WHITE, fonts.bold)
    for words, depth in (("ADMINISTRATIVE LAW", 5.1), ("ENFORCEMENT CHINA", 7.4)):
        place = Block(WIDTH - MARGIN - 40 * mm, HEIGHT - depth * mm, 40 * mm, size=5.2, spacing=0.5, align=1)
        write(canvas, words, place, GOLD, fonts.regular)


def _back(canvas: Canvas, fonts: Fonts) -> None:
    _waves(canvas, -BLEED, BACK_TOP)
    _band(canvas, BACK_TOP)
    wide = WIDTH - 2 * MARGIN
    write(canvas, STATE, Block(MARGIN, 42.6 * mm, wide, size=13, spacing=3.2, align=0.5), GOLD, fonts.bold)
    write(canvas, TITLE, Block(MARGIN, 32.6 * mm, wide, size=22, spacing=5, align=0.5), WHITE, fonts.bold)
    write(canvas, ENGLISH, Block(MARGIN, 26.8 * mm, wide, size=6.6, spacing=0.75, align=0.5), GOLD, fonts.regular)
    canvas.setStrokeColor(GOLD)
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, 6.9 * mm, WIDTH - MARGIN, 6.9 * mm)


def _band(canvas: Canvas, y: float) -> None:
    canvas.setFillColor(NAVY)
    canvas.rect(-BLEED, y, WIDTH + 2 * BLEED, HEIGHT + BLEED - y, stroke=0, fill=1)
    canvas.setFillColor(GOLD)
    canvas.rect(-BLEED, y - 0.7 * mm, WIDTH + 2 * BLEED, 0.35 * mm, stroke=0, fill=1)


def _waves(canvas: Canvas, bottom: float, top: float) -> None:
    """Fill a strip with fine pale waves, as on paper that is hard to copy."""
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(-BLEED, bottom, WIDTH + 2 * BLEED, top - bottom)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.setStrokeColor(PALE)
    canvas.setLineWidth(0.35)
    path = canvas.beginPath()
    step, swing = WIDTH / 4, 3.4 * mm
    for number in range(int((top - bottom + 2 * swing) / (0.9 * mm))):
        y = bottom - swing + number * 0.9 * mm
        path.moveTo(-step / 2, y)
        for turn in range(6):
            x = (turn - 0.5) * step
            path.curveTo(x + step / 3, y + swing, x + step * 2 / 3, y - swing, x + step, y)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()
