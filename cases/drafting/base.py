"""The catalogue of papers that the system brings: about ninety, each with the article it rests on and its dates.

The files of ``catalogue/`` hold it. A text that was released is never edited: a changed one is added with its own
``since``, and a test compares the fingerprints (``catalogue/fingerprints``).
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from cases.drafting.shape import Template, read_template

FOLDER: Final = Path(__file__).parent / "catalogue"


@cache
def everything() -> tuple[Template, ...]:
    """Return every version of every template, in the order of a case."""
    found = []
    for path in sorted(FOLDER.glob("*.txt"), key=lambda p: int(p.name.partition("-")[0])):
        group, *pieces = path.read_text(encoding="utf-8").split("\n=== ")
        found += [read_template(piece, group.strip()) for piece in pieces]
    return tuple(found)


@cache
def versions() -> dict[str, list[Template]]:
    """Return the versions of each template by its key, the oldest first."""
    found: dict[str, list[Template]] = {}
    for template in everything():
        found.setdefault(template.key, []).append(template)
    return {key: sorted(rows, key=lambda t: t.since) for key, rows in found.items()}


def in_force(key: str, on: date) -> Template:
    """Return the version in force on a day; before the first, the first.

    Raises:
        KeyError: for a key that the catalogue lacks.
    """
    rows = versions()[key]
    return next((one for one in reversed(rows) if one.since <= on), rows[0])
