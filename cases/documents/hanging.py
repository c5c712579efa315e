"""Signs that may not begin or end a line (GB/T 15834-2011, 5.1), for what reportlab breaks into lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from reportlab.lib import textsplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import paragraph

NEVER_FIRST: Final = "，。、；：！？）》〉」』】〕”’％…·—"
NEVER_LAST: Final = "（《〈「『【〔“‘"
_split: Final = textsplit.wordSplit


def split(text: str, widths: Sequence[float], font: str, size: float, **more: Any) -> list[list[Any]]:
    """Return the lines of a text as [space left, words]; signs that follow each other hang at the end together.

    An opening bracket goes down to the line that it opens, where there is room for it.

    reportlab hangs one sign alone, so that a stop after a bracket would begin the next line.
    """
    lines: list[list[Any]] = [list(line) for line in _split(text, widths, font, size, **more)]
    for above, line in pairwise(lines):
        rest = line[1].lstrip(NEVER_FIRST)
        signs = line[1][: len(line[1]) - len(rest)]
        wide = stringWidth(signs, font, size)
        above[0], above[1] = above[0] - wide, above[1] + signs
        line[0], line[1] = line[0] + wide, rest
        opening = above[1][len(above[1].rstrip(NEVER_LAST)) :]
        wide = stringWidth(opening, font, size)
        if opening and len(opening) < len(above[1]) and wide <= line[0]:
            above[0], above[1] = above[0] + wide, above[1][: -len(opening)]
            line[0], line[1] = line[0] - wide, opening + line[1]
    return [line for line in lines if line[1]] or lines[:1]


def install() -> None:
    """Teach reportlab the signs: it knows the Japanese ones alone. More of them hang, so it harms no other user."""
    for module in (textsplit, paragraph):
        setattr(module, "ALL_CANNOT_START", textsplit.ALL_CANNOT_START + NEVER_FIRST)  # noqa: B010 (typed as final)
    setattr(paragraph, "wordSplit", split)  # noqa: B010 (the module does not declare it)
