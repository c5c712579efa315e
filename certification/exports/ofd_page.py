"""The page of the OFD document: words, the photo, and the code as one path. Millimetres, from the upper left."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Final
from xml.etree.ElementTree import Element, SubElement

import numpy as np

from certification import qr
from certification.exports.facts import Facts
from certification.exports.selective import TITLES
from certification.printing import url_prefix

WIDE: Final = 105
HIGH: Final = 148
SERIF_ID: Final = 2
MEDIA_ID: Final = 3
_FIRST_ID: Final = 10
_CODE: Final = 50.0
_HALF: Final = 0x2E80
"""Characters from here on are as wide as high, those before half as wide."""


def content(facts: Facts, *, photo: bool, on: date) -> tuple[Element, int]:
    """Return the page and the last number given to an object."""
    numbers = count(_FIRST_ID)
    page = Element("Page")
    SubElement(SubElement(page, "Area"), "PhysicalBox").text = f"0 0 {WIDE} {HIGH}"
    layer = SubElement(SubElement(page, "Content"), "Layer", {"ID": str(next(numbers)), "Type": "Body"})
    _text(layer, numbers, "行政执法证", x=10, y=16, size=7)
    said = facts.claims()
    lines = [(TITLES[name][0], said[name]) for name in ("name", "agency", "number", "fields", "area", "authority")]
    lines.append(("有效期限", f"{facts.valid_from:%Y-%m-%d} 至 {facts.valid_to:%Y-%m-%d}"))
    for at, (title, value) in enumerate(lines):
        _text(layer, numbers, f"{title}：{value}", x=10, y=28 + 7 * at, size=3.6)
    if photo:
        box = {"Boundary": "75 10 22 30.8", "CTM": "22 0 0 30.8 0 0", "ResourceID": str(MEDIA_ID)}
        SubElement(layer, "ImageObject", {"ID": str(next(numbers)), **box})
    _code(layer, numbers, facts)
    _text(layer, numbers, f"{on:%Y-%m-%d} 生成，未加盖电子印章；是否有效以扫码结果为准。", x=10, y=140, size=3.2)
    return page, next(numbers) - 1


def _text(layer: Element, numbers: count[int], words: str, *, x: float, y: float, size: float) -> None:
    """Write a line whose baseline is at ``y``."""
    widths = [size if ord(character) >= _HALF else size / 2 for character in words]
    box = f"{x} {y - size:g} {sum(widths):g} {size * 1.3:g}"
    facts = {"ID": str(next(numbers)), "Boundary": box, "Font": str(SERIF_ID), "Size": f"{size:g}"}
    text = SubElement(layer, "TextObject", facts)
    steps = " ".join(f"{width:g}" for width in widths[:-1])
    SubElement(text, "TextCode", {"X": "0", "Y": f"{size:g}", "DeltaX": steps}).text = words


def _code(layer: Element, numbers: count[int], facts: Facts) -> None:
    """Draw the code with its quiet zone in a square of 50 mm."""
    modules = np.pad(qr.matrix(url_prefix(), facts.digits), qr.QUIET)
    step = _CODE / len(modules)
    box = f"{(WIDE - _CODE) / 2:g} 82 {_CODE:g} {_CODE:g}"
    path = SubElement(
        layer, "PathObject", {"ID": str(next(numbers)), "Boundary": box, "Stroke": "false", "Fill": "true"}
    )
    SubElement(path, "FillColor", {"Value": "0 0 0"})
    SubElement(path, "AbbreviatedData").text = " ".join(
        f"M {a * step:.4f} {y * step:.4f} L {b * step:.4f} {y * step:.4f} L {b * step:.4f} {(y + 1) * step:.4f}"
        f" L {a * step:.4f} {(y + 1) * step:.4f} C"
        for y, row in enumerate(modules)
        for a, b in _runs(row)
    )


def _runs(row: np.typing.NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.pad(row, 1).astype(np.int8)))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]
