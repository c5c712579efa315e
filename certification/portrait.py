"""Draw invented portraits for invented persons, so that a demonstration shows nobody's face.

They are plainly illustrations. The same seed always gives the same picture (295 × 413 pixels, white ground, JPEG: the
size of a one-inch photo, 25 × 35 mm at 300 dots per inch).
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageDraw

WIDTH: Final = 295
HEIGHT: Final = 413

_SCALE: Final = 4
"""Drawn larger and reduced, for smooth edges."""

_SKINS: Final = ("#f6d7bd", "#f1c9a8", "#e8ba94", "#dfae87", "#f3d0b3")
_HAIRS: Final = ("#1d1a1a", "#221d1c", "#2a2322", "#312927", "#38302d", "#4b4442", "#86868a")
_COATS: Final = ("#1f3558", "#22405f", "#2d3748", "#26364a", "#334155")
_SHIRTS: Final = ("#ffffff", "#dbe7f3", "#eef2f7", "#cfe0ee")
_TIES: Final = ("#7c2230", "#24426f", "#3c4a5c", "#5b2a3c")

Points = list[tuple[float, float]]

_MIDDLE: Final = WIDTH / 2
_STYLES: Final = 3
"""Cuts that are short, and as many that are long."""
_SMOOTH: Final = 12
"""Straight pieces between two points of a curve."""


@dataclass(frozen=True, slots=True)
class _Look:
    skin: str
    hair: str
    coat: str
    shirt: str
    tie: str
    cut: int
    jaw: int
    brow: int
    smile: int
    glasses: bool


def portrait(seed: str, *, long_hair: bool | None = None) -> bytes:
    """Return the JPEG of the invented portrait that belongs to a seed, such as a demonstration person's number.

    ``long_hair`` chooses among the long or the short cuts; None leaves it to the seed.
    """
    look = _look(seed, long_hair=long_hair)
    image = Image.new("RGB", (WIDTH * _SCALE, HEIGHT * _SCALE), "#ffffff")
    pen = _Pen(ImageDraw.Draw(image))
    behind, before = _CUTS[look.cut]
    pen.twin(behind, look.hair)
    _body(pen, look)
    _head(pen, look)
    pen.curve(before, look.hair)
    _face(pen, look)
    if look.glasses:
        _glasses(pen)
    file = io.BytesIO()
    image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(file, "JPEG", quality=90, dpi=(300, 300))
    return file.getvalue()


def _look(seed: str, *, long_hair: bool | None) -> _Look:
    dice = hashlib.sha256(f"portrait:{seed}".encode()).digest()
    is_long = dice[10] % 2 == 1 if long_hair is None else long_hair
    return _Look(
        skin=_SKINS[dice[0] % len(_SKINS)],
        hair=_HAIRS[dice[1] % len(_HAIRS)],
        coat=_COATS[dice[2] % len(_COATS)],
        shirt=_SHIRTS[dice[3] % len(_SHIRTS)],
        tie=_TIES[dice[4] % len(_TIES)],
        cut=dice[5] % _STYLES + _STYLES * is_long,
        jaw=dice[6] % 9 - 4,
        brow=dice[7] % 4,
        smile=dice[8] % 5,
        glasses=dice[9] % 4 == 0,
    )


class _Pen:
    """Draw in the pixels of the finished picture."""

    def __init__(self, draw: ImageDraw.ImageDraw) -> None:
        self._draw = draw

    def shape(self, points: Points, ink: str) -> None:
        """Fill a shape with straight sides."""
        self._draw.polygon([(x * _SCALE, y * _SCALE) for x, y in points], fill=ink)

    def curve(self, points: Points, ink: str) -> None:
        """Fill a closed smooth shape through some points (Catmull-Rom)."""
        count = len(points)
        corners = [[points[(at + step) % count] for step in (-1, 0, 1, 2)] for at in range(count)]
        self.shape([_between(four, part / _SMOOTH) for four in corners for part in range(_SMOOTH)], ink)

    def twin(self, right: Points, ink: str) -> None:
        """Fill a smooth shape that is alike on both sides; ``right`` goes downwards, x from the middle."""
        mirrored = [(_MIDDLE - x, y) for x, y in reversed(right) if x]
        self.curve([(_MIDDLE + x, y) for x, y in right] + mirrored, ink)

    def ellipse(self, x: float, y: float, rx: float, ry: float, ink: str) -> None:
        """Fill an ellipse around a point."""
        self._draw.ellipse(_box(x, y, rx, ry), fill=ink)

    def arc(self, x: float, y: float, size: tuple[float, float], span: tuple[int, int], ink: str) -> None:
        """Draw a part of an ellipse as a line."""
        self._draw.arc(_box(x, y, *size), *span, fill=ink, width=3 * _SCALE)

    def frame(self, x: float, y: float, rx: float, ry: float, ink: str) -> None:
        """Draw a rounded frame around a point."""
        self._draw.rounded_rectangle(_box(x, y, rx, ry), radius=10 * _SCALE, outline=ink, width=int(2.5 * _SCALE))


def _box(x: float, y: float, rx: float, ry: float) -> tuple[float, float, float, float]:
    return (x - rx) * _SCALE, (y - ry) * _SCALE, (x + rx) * _SCALE, (y + ry) * _SCALE


def _between(four: Points, t: float) -> tuple[float, float]:
    x, y = (_spline(a, b, c, d, t) for a, b, c, d in zip(*four, strict=True))
    return x, y


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3) / 2


def _shade(ink: str, part: float) -> str:
    """Return a colour made darker to a part of its light."""
    return "#" + "".join(f"{int(int(ink[at : at + 2], 16) * part):02x}" for at in (1, 3, 5))


def _body(pen: _Pen, look: _Look) -> None:
    pen.twin([(0, 318), (62, 322), (112, 346), (136, 384), (142, 430), (142, 470), (0, 470)], look.coat)
    pen.shape(
        [(_MIDDLE - 45, 322), (_MIDDLE + 45, 322), (_MIDDLE + 30, 370), (_MIDDLE, 430), (_MIDDLE - 30, 370)], look.shirt
    )
    pen.shape([(_MIDDLE - 9, 346), (_MIDDLE + 9, 346), (_MIDDLE + 15, 420), (_MIDDLE - 15, 420)], look.tie)
    pen.shape(
        [(_MIDDLE - 11, 338), (_MIDDLE + 11, 338), (_MIDDLE + 7, 356), (_MIDDLE - 7, 356)], _shade(look.tie, 0.85)
    )
    pen.twin([(0, 236), (33, 236), (34, 290), (46, 318), (22, 336), (0, 342)], _shade(look.skin, 0.9))
    for side in (-1, 1):
        collar = [(0, 344), (47, 308), (54, 330), (26, 366)]
        pen.shape([(_MIDDLE + side * x, y) for x, y in collar], _shade(look.shirt, 0.95))
        lapel = [(52, 316), (66, 334), (60, 362), (46, 364), (8, 432), (0, 420), (27, 368)]
        pen.shape([(_MIDDLE + side * x, y) for x, y in lapel], _shade(look.coat, 0.82))


def _head(pen: _Pen, look: _Look) -> None:
    for side in (-1, 1):
        pen.ellipse(_MIDDLE + side * 68, 190, 10, 19, _shade(look.skin, 0.94))
    jaw = look.jaw
    outline: Points = [
        (0, 96),
        (42, 104),
        (66, 140),
        (69, 185),
        (63 + jaw / 2, 222),
        (48 + jaw, 252),
        (25 + jaw / 2, 271),
        (0, 277),
    ]
    pen.twin(outline, look.skin)


def _face(pen: _Pen, look: _Look) -> None:
    shadow, lips = _shade(look.skin, 0.78), _shade(look.skin, 0.72)
    for side in (-1, 1):
        x = _MIDDLE + side * 29
        brow: Points = [(x - side * 15, 170), (x, 163 - look.brow), (x + side * 16, 169), (x, 168 - look.brow)]
        pen.curve(brow, _shade(look.hair, 0.9))
        pen.curve([(x - 12, 188), (x, 181.5), (x + 12, 188), (x, 192.5)], "#ffffff")
        pen.ellipse(x, 187, 5.6, 5.6, "#2a1d18")
        pen.ellipse(x + 1.8, 185.2, 1.5, 1.5, "#ffffff")
        pen.arc(x, 191, (13, 10), (200, 340), "#2b211d")
    pen.arc(_MIDDLE, 214, (9, 6), (25, 155), shadow)
    smile = look.smile
    pen.curve(
        [(_MIDDLE - 21, 240 - smile / 2), (_MIDDLE, 242), (_MIDDLE + 21, 240 - smile / 2), (_MIDDLE, 247 + smile)], lips
    )


def _glasses(pen: _Pen) -> None:
    for side in (-1, 1):
        pen.frame(_MIDDLE + side * 29, 188, 21, 16, "#2f3640")
        pen.shape([(_MIDDLE + side * x, y) for x, y in ((50, 183), (69, 180), (69, 183), (50, 186))], "#2f3640")
    pen.arc(_MIDDLE, 187, (9, 6), (195, 345), "#2f3640")


def _parted(fringe: Points, *, top: float, low: float, wide: float) -> Points:
    """Return the hair before a head: around the skull from ear to ear, and back along the fringe."""
    skull = [
        (-wide, low),
        (-wide, 138),
        (-wide * 0.7, top + 14),
        (0, top),
        (wide * 0.7, top + 14),
        (wide, 138),
        (wide, low),
    ]
    return [(_MIDDLE + x, y) for x, y in skull + fringe]


_NAPE: Final[Points] = [(0, 92), (48, 98), (70, 140), (66, 200), (40, 215), (0, 215)]
_BOB: Final[Points] = [(0, 84), (58, 94), (84, 142), (88, 210), (86, 262), (64, 284), (30, 276), (0, 276)]
_LONG: Final[Points] = [(0, 84), (56, 92), (82, 140), (85, 210), (88, 270), (86, 312), (60, 326), (30, 316), (0, 316)]
_TIED: Final[Points] = [(0, 66), (20, 70), (28, 92), (62, 104), (76, 150), (72, 200), (0, 215)]

_SIDE: Final[Points] = [(63, 160), (58, 140), (20, 128), (-26, 116), (-52, 140), (-63, 165)]
_CREW: Final[Points] = [(64, 150), (54, 126), (26, 119), (0, 120), (-26, 119), (-54, 126), (-64, 150)]
_SWEPT: Final[Points] = [(63, 160), (58, 136), (34, 116), (-10, 132), (-50, 144), (-63, 168)]
_CENTRE: Final[Points] = [(65, 215), (60, 162), (34, 132), (0, 108), (-34, 132), (-60, 162), (-65, 215)]
_FRINGE: Final[Points] = [(63, 215), (58, 158), (30, 153), (0, 156), (-30, 153), (-58, 158), (-63, 215)]
_BACK: Final[Points] = [(65, 165), (56, 136), (30, 120), (-8, 116), (-40, 128), (-65, 165)]

_CUTS: Final[tuple[tuple[Points, Points], ...]] = (
    (_NAPE, _parted(_SIDE, top=76, low=182, wide=72)),
    (_NAPE, _parted(_CREW, top=82, low=178, wide=70)),
    (_NAPE, _parted(_SWEPT, top=72, low=180, wide=73)),
    (_BOB, _parted(_FRINGE, top=76, low=250, wide=83)),
    (_LONG, _parted(_CENTRE, top=76, low=250, wide=81)),
    (_TIED, _parted(_BACK, top=80, low=180, wide=72)),
)
"""Hair behind the head and before it: three short cuts and three long ones."""
