"""Addresses of tiles (c2sp.org/tlog-tiles): number in threes with x before all but the last, ``.p/W`` for a part."""

from __future__ import annotations

import re
from typing import Final

from enforcement.errors import NotFound
from enforcement.transparency.tiles import HEIGHT, WIDTH

_PATH: Final = re.compile(r"((?:x[0-9]{3}/)*)([0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")
LEVELS: Final = 64 // HEIGHT


def asked(path: str, *, level: int, size: int) -> tuple[int, int]:
    """Return number and width of the tile that a path asks for, in a log of so many leaves.

    Raises:
        NotFound: if there is none, or the path is not the one way to write it.
    """
    found = _PATH.fullmatch(path)
    if found is None or level >= LEVELS:
        raise NotFound
    number, width = int(found[1].replace("x", "").replace("/", "") + found[2]), int(found[3] or WIDTH)
    there = (size >> (HEIGHT * level)) - number * WIDTH
    if path_of(number, width) != path or width > min(there, WIDTH):
        raise NotFound
    return number, width


def path_of(number: int, width: int = WIDTH) -> str:
    """Return the path of a tile."""
    digits = str(number)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    *before, last = (digits[at : at + 3] for at in range(0, len(digits), 3))
    whole = "".join(f"x{part}/" for part in before) + last
    return whole if width == WIDTH else f"{whole}.p/{width}"
