"""Make a line of text fit a place of fixed width, in one or two lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from django.utils.translation import gettext_lazy as _
from reportlab.pdfbase.pdfmetrics import stringWidth

from enforcement.errors import Refusal

SMALLEST: Final = 4.5
"""Points: smaller hanzi are not legible in print."""

_STEP: Final = 0.25
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

    ``align`` is 0 for left, 0.5 for centred, 1 for right. Two lines stand around the baseline of one.
    """

    x: float
    y: float
    width: float
    size: float
    spacing: float = 0
    align: float = 0
    lines: int = 1


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


def _set(texts: list[str], block: Block, face: str, least: float) -> list[Line]:
    size = block.size
    while max(_width(text, size, block, face) for text in texts) > block.width:
        size -= _STEP
        if size < least:
            raise TextTooLong
    spacing = block.spacing * size / block.size
    raised = (len(texts) - 1) / 2
    return [
        Line(
            text,
            block.x + (block.width - _width(text, size, block, face)) * block.align,
            block.y + (raised - index) * size * _LEADING,
            size,
            spacing,
        )
        for index, text in enumerate(texts)
    ]


def _width(text: str, size: float, block: Block, face: str) -> float:
    gaps = max(len(text) - 1, 0) * block.spacing * size / block.size
    return stringWidth(text, face, size) + gaps


def _halves(text: str, face: str) -> list[str]:
    """Return a text cut in two of like width: after a mark if that costs little, inside a word only if alone."""
    cuts = [at for at in range(1, len(text)) if _may_cut(text[at - 1], text[at])] or [len(text) // 2]

    def wider(at: int) -> float:
        return max(stringWidth(text[:at], face, 1), stringWidth(text[at:], face, 1))

    best = min(cuts, key=wider)
    marks = [at for at in cuts if text[at - 1] in _AFTER or text[at] in _OPENING]
    at = min((at for at in marks if wider(at) <= wider(best) * _UNEVEN), key=wider, default=best)
    return [text[:at].strip(), text[at:].strip()]


def _may_cut(before: str, after: str) -> bool:
    letters = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
    return not letters and before not in _OPENING and after not in _AFTER
