"""Words in blanks: when two ways of writing count as the same answer, and how points fall to blanks. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_ALIKE = str.maketrans({
    "。": ".", "｡": ".", "、": ",", "﹑": ",", "・": "·", "•": "·", "‧": "·",
    "—": "-", "–": "-", "―": "-", "‐": "-", "‑": "-", "−": "-", "〔": "(", "〕": ")", "【": "(", "】": ")",
    "[": "(", "]": ")",
})  # fmt: skip
"""Marks that people write one for the other; what NFKC makes alike already is not listed."""
_SILENT = dict.fromkeys(map(ord, "《》〈〉“”‘’「」『』\"'`"))
"""Quotation marks and the marks of titles: an answer is the same with or without them."""
_AT_THE_END = ".,;:!?"


def normalise(text: str) -> str:
    """Return the form in which answers are compared: NFKC, no white space, one case, Chinese marks as Western ones.

    Quotation and title marks are left out, and so are full stops and the like at the end. Nothing is read into words or
    figures: 叁万 is not 30000 unless the key lists both.
    """
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    plain = "".join(plain.translate(_SILENT).translate(_ALIKE).split())
    shown = "".join(c for c in plain if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFKC", shown).rstrip(_AT_THE_END)


def is_right(answer: str, accepted: Sequence[str]) -> bool:
    """Return whether an answer is one of the accepted ones. An empty answer never is."""
    given = normalise(answer)
    return bool(given) and given in {normalise(one) for one in accepted}


def shares(points: int, blanks: int) -> list[int]:
    """Return the points of each blank: whole and adding up, the first blanks get one more where it does not divide."""
    each, over = divmod(points, blanks)
    return [each + (number < over) for number in range(blanks)]
