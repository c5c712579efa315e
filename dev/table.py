"""Tables in a terminal, where a Chinese character takes two columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence


def width(text: str) -> int:
    """Return the columns that a text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def table(rows: Sequence[Mapping[str, object]]) -> str:
    """Return rows with the same keys as aligned lines under a line of their keys."""
    if not rows:
        return ""
    heads = list(rows[0])
    lines = [heads, *([str(row.get(head) or "") for head in heads] for row in rows)]
    widths = [max(width(line[column]) for line in lines) for column in range(len(heads))]
    padded = (
        "  ".join(cell + " " * (widths[column] - width(cell)) for column, cell in enumerate(line)) for line in lines
    )
    return "\n".join(line.rstrip() for line in padded)
