"""What the papers of an exam have in common: a reproducible A4 document, Chinese text, a QR code, a ruled table."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from enforcement.web import fonts

WIDTH: Final = A4[0]
HEIGHT: Final = A4[1]
MARGIN: Final = 20 * mm
INNER: Final = WIDTH - 2 * MARGIN
INK: Final = HexColor(0x14181F)
SOFT: Final = HexColor(0x4A5769)
LINE: Final = HexColor(0x8A96A6)
MASK: Final = 3
"""One mask for all: trying the eight takes most of the time and no reader needs it."""
NEVER_FIRST: Final = "，。、；：！？）》〉」』】〕”’％·"
QUIET: Final = 4


class Paper:
    """A document under way. Text with a character that the typeface lacks is refused (``GlyphMissing``)."""

    def __init__(self, title: str) -> None:
        """Begin a document that writes the same bytes for the same content."""
        self._file = io.BytesIO()
        self._fonts = fonts.register()
        self.canvas = Canvas(self._file, pagesize=A4, invariant=1, pageCompression=1, lang="zh-CN")
        self.canvas.setTitle(title)
        self.canvas.setCreator("")

    def text(
        self, text: str, x: float, y: float, *, size: float = 11, bold: bool = False, align: float = 0,
        colour: Any = INK, width: float = 0,
    ) -> None:  # fmt: skip
        """Write one line; ``align`` is 0 left, 0.5 centred, 1 right of ``x``; with ``width`` it shrinks to fit."""
        face = self._fonts.bold if bold else self._fonts.regular
        fonts.demand(text, face)
        while width and size > SMALLEST and stringWidth(text, face, size) > width:
            size -= 0.5
        self.canvas.setFillColor(colour)
        self.canvas.setFont(face, size)
        self.canvas.drawString(x - stringWidth(text, face, size) * align, y, text)

    def paragraph(self, text: str, x: float, y: float, width: float, *, size: float = 11) -> float:
        """Write text in lines of a width and return where the next one begins."""
        for line in wrapped(text, width, self._fonts.regular, size):
            self.text(line, x, y, size=size)
            y -= size * LEADING
        return y

    def box(self, x: float, y: float, width: float, height: float) -> None:
        """Rule a frame with its lower left corner there."""
        self.canvas.setStrokeColor(LINE)
        self.canvas.setLineWidth(0.6)
        self.canvas.rect(x, y, width, height, stroke=1, fill=0)

    def rule(self, x: float, y: float, width: float) -> None:
        """Rule a line."""
        self.canvas.setStrokeColor(LINE)
        self.canvas.setLineWidth(0.6)
        self.canvas.line(x, y, x + width, y)

    def code(self, content: str, x: float, y: float, side: float) -> None:
        """Draw a QR code with its quiet zone in a square with its lower left corner there."""
        symbol = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=MASK)
        symbol.add_data(content)
        symbol.make(fit=True)
        modules = symbol.get_matrix()
        rows = "".join(_packed(row) for row in modules)
        module = side / (len(modules) + 2 * QUIET)
        self.canvas.saveState()
        self.canvas.setFillGray(0)
        self.canvas.translate(x + QUIET * module, y + QUIET * module)
        self.canvas.scale(len(modules) * module, len(modules) * module)
        stencil = f"BI /W {len(modules)} /H {len(modules)} /IM true /BPC 1 /F /AHx ID {rows}> EI"
        self.canvas._code.append(stencil)  # type: ignore[attr-defined]  # noqa: SLF001 (reportlab has no call for it)
        self.canvas.restoreState()

    def end_page(self) -> None:
        """End the page."""
        self.canvas.showPage()

    def content(self) -> bytes:
        """End the document and return it."""
        self.canvas.save()
        return self._file.getvalue()


SMALLEST: Final = 6.0
LEADING: Final = 1.55


def wrapped(text: str, width: float, face: str, size: float) -> list[str]:
    """Return text in lines of a width; no line begins with a closing mark."""
    lines, line = [], ""
    for char in text:
        if line and stringWidth(line + char, face, size) > width and char not in NEVER_FIRST:
            lines.append(line)
            line = ""
        line += char
    return [*lines, line] if line else lines


@dataclass(frozen=True, slots=True)
class TableOf:
    """Columns of a ruled table: heads, widths in points that add up to ``INNER``, height of a row."""

    heads: Sequence[str]
    widths: Sequence[float]
    row: float = 8.5 * mm

    def draw(self, paper: Paper, rows: Sequence[Sequence[str]], y: float) -> float:
        """Write rows from ``y`` downward and return where they end."""
        for number, cells in enumerate([self.heads, *rows]):
            x = MARGIN
            for text, width in zip(cells, self.widths, strict=True):
                paper.box(x, y - self.row, width, self.row)
                paper.text(
                    text, x + width / 2, y - self.row / 2 - 3.5, size=10, bold=not number, align=0.5, width=width - 4
                )
                x += width
            y -= self.row
        return y


def _packed(row: Sequence[bool]) -> str:
    """Return a row of modules as the hexadecimal of an image of one bit, 0 where dark, filled up to a byte."""
    bits = "".join("0" if dark else "1" for dark in row)
    bits += "1" * (-len(bits) % 8)
    return f"{int(bits, 2):0{len(bits) // 4}x}"
