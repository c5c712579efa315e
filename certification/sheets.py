"""Many cards in one PDF: one after the other for a card printer, or ten on an A4 sheet, front and back, to be cut."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from certification import card
from certification.card import CardFace
from certification.card_ground import BLEED, HEIGHT, TITLE, WIDTH
from certification.typesetting import Block, write
from enforcement.web.fonts import Fonts

COLUMNS: Final = 2
ROWS: Final = 5
EACH: Final = COLUMNS * ROWS
GAP: Final = 2 * BLEED
"""Between two cards, so that each has its bleed."""
LEFT: Final = (A4[0] - COLUMNS * WIDTH - (COLUMNS - 1) * GAP) / 2
BOTTOM: Final = (A4[1] - ROWS * HEIGHT - (ROWS - 1) * GAP) / 2
MARK: Final = 3 * mm
AWAY: Final = 1.5 * mm
"""Length of a crop mark, and its distance from the cut."""
HINTS: Final = {"long": "双面打印：长边翻转", "short": "双面打印：短边翻转"}


def one_by_one(faces: Sequence[CardFace], *, fonts: Fonts) -> bytes:
    """Return cards as pages of their own size: front, back, front, back."""
    file = io.BytesIO()
    canvas = card.new_canvas(file, title=TITLE)
    for face in faces:
        card.draw_front(canvas, face, fonts=fonts)
        canvas.showPage()
        card.draw_back(canvas, face, fonts=fonts)
        canvas.showPage()
    card.save(canvas)
    return file.getvalue()


def ten_up(faces: Sequence[CardFace], *, fonts: Fonts, duplex: str, note: str) -> bytes:
    """Return cards as A4 pages, ten each: fronts, then their backs where they fall when the sheet is turned.

    ``duplex`` says over which edge the printer turns it, ``long`` or ``short``; ``note`` stands in the margin.
    """
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1, pageCompression=1, lang="zh-CN")
    canvas.setTitle(note)
    canvas.setCreator("")
    sheets = [faces[at : at + EACH] for at in range(0, len(faces), EACH)]
    for number, sheet in enumerate(sheets, 1):
        for side in ("正面", "背面"):
            words = f"{note} · 第{number}张，共{len(sheets)}张 · {side} · {HINTS[duplex]}，按实际大小（100%）打印"
            _page(canvas, sheet, fonts=fonts, duplex=duplex if side == "背面" else "", words=words)
            canvas.showPage()
    card.save(canvas)
    return file.getvalue()


def _page(canvas: Canvas, sheet: Sequence[CardFace], *, fonts: Fonts, duplex: str, words: str) -> None:
    for face, (column, row) in zip(sheet, places(duplex), strict=False):
        canvas.saveState()
        canvas.translate(LEFT + column * (WIDTH + GAP), BOTTOM + (ROWS - 1 - row) * (HEIGHT + GAP))
        if duplex == "short":
            canvas.translate(WIDTH, HEIGHT)
            canvas.rotate(180)
        (card.draw_back if duplex else card.draw_front)(canvas, face, fonts=fonts)
        canvas.restoreState()
    _marks(canvas)
    write(canvas, words, Block(LEFT + 2 * mm, 4 * mm, WIDTH - 4 * mm, size=6), card.LABEL, fonts.regular)


def places(duplex: str = "") -> Iterator[tuple[int, int]]:
    """Yield column and row of each card from the upper left of a front, or where its back lies on the other page."""
    for at in range(EACH):
        row, column = divmod(at, COLUMNS)
        yield (COLUMNS - 1 - column if duplex == "long" else column), (ROWS - 1 - row if duplex == "short" else row)


def _marks(canvas: Canvas) -> None:
    """Rule crop marks in the margins, at every line of cut."""
    canvas.setStrokeGray(0)
    canvas.setLineWidth(0.25)
    top, right = A4[1] - BOTTOM, A4[0] - LEFT
    for column in range(COLUMNS):
        for x in (LEFT + column * (WIDTH + GAP), LEFT + column * (WIDTH + GAP) + WIDTH):
            canvas.line(x, top + AWAY, x, top + AWAY + MARK)
            canvas.line(x, BOTTOM - AWAY, x, BOTTOM - AWAY - MARK)
    for row in range(ROWS):
        for y in (BOTTOM + row * (HEIGHT + GAP), BOTTOM + row * (HEIGHT + GAP) + HEIGHT):
            canvas.line(LEFT - AWAY, y, LEFT - AWAY - MARK, y)
            canvas.line(right + AWAY, y, right + AWAY + MARK, y)
