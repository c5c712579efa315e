"""Make a line of text fit a place of fixed width, in one or two lines."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Any, Final, NamedTuple

from django.utils.translation import gettext_lazy as _
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from enforcement.errors import Refusal
from enforcement.web import fonts

SMALLEST: Final = 4.5
"""Points: smaller hanzi are not legible in print."""

_STEP: Final = 0.25
_ALMOST: Final = 1e-9
_LEADING: Final = 1.22
_OPENING: Final = "（《〈("
_AFTER: Final = "·）》〉、，)"
_UNEVEN: Final = 1.25
_SINGLE: Final = 0.6
"""Text is shrunk to this part of its size before it takes a second line."""


class TextTooLong(Refusal):
    """Refuse to print text that would have to be illegibly small."""

    sentence = _("This text is too long for its place on the card.")
    remedy = _("Enter the short form that the agency uses officially.")


@dataclass(frozen=True, slots=True)
class Block:
    """Describe a place for text, in points: the left end of the first baseline, the width, the wished size.

    ``align`` is 0 for left, 0.5 for centred, 1 for right. Two lines stand around the baseline of one, in the
    size ``pair`` at the most.
    """

    x: float
    y: float
    width: float
    size: float
    spacing: float = 0
    align: float = 0
    lines: int = 1
    pair: float = 0


class Line(NamedTuple):
    """Hold one line set: its text, origin, size and space between characters."""

    text: str
    x: float
    y: float
    size: float
    spacing: float


def fit(text: str, block: Block, face: str) -> list[Line]:
    """Return the lines of a text in the largest size that fits. Raises TextTooLong."""
    if block.lines == 1:
        return _set([text], block, face, SMALLEST)
    try:
        return _set([text], block, face, block.size * _SINGLE)
    except TextTooLong:
        return _set(_halves(text, face), block, face, SMALLEST)


def write(canvas: Canvas, text: str, block: Block, colour: Any, face: str) -> None:
    """Draw text so that it fits its block; refuse it when no typeface has a character of it."""
    canvas.setFillColor(colour)
    for line in fit(text, block, face):
        x = line.x
        for chosen, run in fonts.pieces(line.text, face):
            canvas.setFont(chosen, line.size)
            canvas.drawString(x, line.y, run, charSpace=line.spacing)
            x += stringWidth(run, chosen, line.size) + len(run) * line.spacing


def _set(texts: list[str], block: Block, face: str, least: float) -> list[Line]:
    """Return lines in the largest size, in steps down from the block's, whose widest still fits."""
    wished = block.pair if block.pair and len(texts) > 1 else block.size
    widths = [_width(text, block, face) for text in texts]
    over = max(wished - block.width / max(widths), 0)
    size = wished - ceil(over / _STEP - _ALMOST) * _STEP
    if size < least:
        raise TextTooLong
    raised = (len(texts) - 1) / 2
    return [
        Line(
            text,
            block.x + (block.width - width * size) * block.align,
            block.y + (raised - index) * size * _LEADING,
            size,
            block.spacing * size / block.size,
        )
        for index, (text, width) in enumerate(zip(texts, widths, strict=True))
    ]


def _width(text: str, block: Block, face: str) -> float:
    """Return how wide a text is for each point of its size."""
    gaps = max(len(text) - 1, 0) * block.spacing / block.size
    return fonts.width(text, face, 1) + gaps


def _halves(text: str, face: str) -> list[str]:
    """Return a text cut in two of like width: after a mark if that costs little, inside a word only if alone."""
    cuts = [at for at in range(1, len(text)) if _may_cut(text[at - 1], text[at])] or [len(text) // 2]

    def wider(at: int) -> float:
        return max(fonts.width(text[:at], face, 1), fonts.width(text[at:], face, 1))

    best = min(cuts, key=wider)
    marks = [at for at in cuts if text[at - 1] in _AFTER or text[at] in _OPENING]
    at = min((at for at in marks if wider(at) <= wider(best) * _UNEVEN), key=wider, default=best)
    return [text[:at].strip(), text[at:].strip()]


def _may_cut(before: str, after: str) -> bool:
    letters = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
    return not letters and before not in _OPENING and after not in _AFTER
