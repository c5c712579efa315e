"""Read a picture back from its SVG and judge it: shares no code with the drawing.

Boxes are the faces of nodes, edges the paths of class way, loop or timer, labels the texts outside boxes and legend. A
text's width is that of the glyphs of the face the poster embeds, not the drawing's own estimate.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from itertools import pairwise

SVG = "{http://www.w3.org/2000/svg}"
EDGES = {"way", "loop", "timer"}
TOUCH = 1.0
Rect = tuple[float, float, float, float]  # left, top, right, bottom
Piece = tuple[float, float, float, float]  # from x, y to x, y


@dataclass(frozen=True)
class Picture:
    """What stands where in a picture."""

    boxes: dict[str, Rect]
    edges: list[list[Piece]]
    labels: list[tuple[str, Rect]]
    size: tuple[float, float]


def read(svg: str) -> Picture:
    """Return the boxes, edges and labels of a picture."""
    root = ET.fromstring(svg)
    picture = Picture(
        {}, [], [], (float(root.get("viewBox", "0 0 0 0").split()[2]), float(root.get("viewBox", "0 0 0 0").split()[3]))
    )
    _walk(root, picture, (0.0, 0.0))
    return picture


def _walk(element: ET.Element, picture: Picture, moved: tuple[float, float]) -> None:
    kind = element.get("class", "")
    if "legend" in kind.split():
        return
    shift = re.match(r"translate\(([-\d.]+)[ ,]([-\d.]+)\)", element.get("transform", ""))
    if shift:
        moved = (moved[0] + float(shift[1]), moved[1] + float(shift[2]))
    if element.tag == f"{SVG}g" and kind.split()[:1] == ["node"]:
        picture.boxes[element.get("data-node", "")] = _face(element, moved)
        return
    if element.tag == f"{SVG}path" and kind in EDGES:
        picture.edges.append(_pieces(element.get("d", ""), moved))
    if element.tag == f"{SVG}g" and kind == "labels":
        size = float(element.get("font-size", 12))
        picture.labels.extend(_label(text, size, moved) for text in element)
        return
    for inner in element:
        _walk(inner, picture, moved)


def _face(group: ET.Element, moved: tuple[float, float]) -> Rect:
    face = next(e for e in group if e.get("class") == "face")
    if face.tag == f"{SVG}rect":
        x, y = float(face.get("x", 0)) + moved[0], float(face.get("y", 0)) + moved[1]
        return (x, y, x + float(face.get("width", 0)), y + float(face.get("height", 0)))
    numbers = [float(n) for n in re.findall(r"-?[\d.]+", face.get("d", ""))]
    xs, ys = [n + moved[0] for n in numbers[::2]], [n + moved[1] for n in numbers[1::2]]
    return (min(xs), min(ys), max(xs), max(ys))


def _pieces(d: str, moved: tuple[float, float]) -> list[Piece]:
    """Return the straight pieces; a rounded corner counts as the way over its corner point."""
    points: list[tuple[float, float]] = []
    for command, numbers in re.findall(r"([MLQHVZ])([^MLQHVZ]*)", d):
        values = [float(n) for n in re.findall(r"-?[\d.]+", numbers)]
        if command == "H":
            points += [(x, points[-1][1]) for x in values]
        elif command == "V":
            points += [(points[-1][0], y) for y in values]
        else:
            points += list(zip(values[::2], values[1::2], strict=True))
    shifted = [(x + moved[0], y + moved[1]) for x, y in points]
    return [(*a, *b) for a, b in pairwise(shifted) if a != b]


def _label(text: ET.Element, size: float, moved: tuple[float, float]) -> tuple[str, Rect]:
    words = text.text or ""
    x, base = float(text.get("x", 0)) + moved[0], float(text.get("y", 0)) + moved[1]
    wide = sum(size if ord(c) > 0x2E7F else size * 0.5 for c in words)
    return words, (x, base - size * 0.85, x + wide, base + size * 0.15)


def through(picture: Picture) -> list[str]:
    """Return the boxes that an edge runs through: its inside, not its rim."""
    return [
        key
        for key, (left, top, right, bottom) in picture.boxes.items()
        for edge in picture.edges
        for piece in edge
        if _meets(piece, (left + TOUCH, top + TOUCH, right - TOUCH, bottom - TOUCH))
        and not _diamond(picture, key, piece)
    ]


def _diamond(picture: Picture, key: str, piece: Piece) -> bool:
    """A gateway fills only the middle of the room it takes: what passes its corners does not run through it."""
    left, top, right, bottom = picture.boxes[key]
    if abs((right - left) - 44) > 1 or abs((bottom - top) - 40) > 1:
        return False
    cx, cy, half_w, half_h = (
        (left + right) / 2,
        (top + bottom) / 2,
        (right - left) / 2 - TOUCH,
        (bottom - top) / 2 - TOUCH,
    )
    steps = 40
    for n in range(steps + 1):
        x = piece[0] + (piece[2] - piece[0]) * n / steps
        y = piece[1] + (piece[3] - piece[1]) * n / steps
        if abs(x - cx) / half_w + abs(y - cy) / half_h < 1:
            return False
    return True


def _meets(piece: Piece, rect: Rect) -> bool:
    x1, x2 = sorted((piece[0], piece[2]))
    y1, y2 = sorted((piece[1], piece[3]))
    return x1 < rect[2] and x2 > rect[0] and y1 < rect[3] and y2 > rect[1]


def overlapping(picture: Picture) -> list[tuple[str, str]]:
    """Return the pairs of labels that overlap, and labels that lie over a box."""
    found = []
    for n, (one, room) in enumerate(picture.labels):
        found += [(one, other) for other, there in picture.labels[n + 1 :] if _overlap(room, there)]
        found += [(one, key) for key, there in picture.boxes.items() if _overlap(room, there)]
    return found


def _overlap(a: Rect, b: Rect) -> bool:
    return a[0] + TOUCH < b[2] and b[0] + TOUCH < a[2] and a[1] + TOUCH < b[3] and b[1] + TOUCH < a[3]


def outside(picture: Picture) -> int:
    """Count what lies outside the picture."""
    width, height = picture.size
    rects = [*picture.boxes.values(), *(room for _words, room in picture.labels)]
    return sum(r[0] < 0 or r[1] < 0 or r[2] > width + TOUCH or r[3] > height + TOUCH for r in rects)
