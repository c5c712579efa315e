"""Measure a portrait: how many faces, where the head is, what the ground is like. Numbers only, nothing is stored.

Faces are found by OpenCV's frontal cascade (``haarcascade_frontalface_alt2``), which gives boxes, not a template by
which somebody could be recognised. It misses faces and sees some that are none: a person decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import cv2
import cv2.data
import numpy as np
from PIL import Image

CASCADE: Final = "haarcascade_frontalface_alt2.xml"
SCALE, NEIGHBOURS = 1.05, 3
LEAST_PART: Final = 0.15
"""A face is at least this part of the picture's width."""
SIDE: Final = 640
"""Pixels of the longer side at which faces are looked for: enough, and quick."""
HEAD: Final = 1.4
"""Height of a head, from the crown to the chin, in heights of the cascade's box (which begins at the forehead)."""
ABOVE: Final = 0.3
"""How far the crown lies above the box, in heights of the box."""


@dataclass(frozen=True, slots=True)
class Head:
    """A head as parts of the picture: its middle, and its height from the crown to the chin."""

    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured. ``light`` and ``spread`` are of the ground beside the head, from 0 to 255."""

    heads: tuple[Head, ...]
    light: float
    spread: float
    tint: float


def measure(image: Image.Image) -> Measured:
    """Return the measures of an RGB picture."""
    light, spread, tint = _ground(np.asarray(image))
    return Measured(heads(image), light, spread, tint)


def heads(image: Image.Image) -> tuple[Head, ...]:
    """Return the heads of a picture, the largest first."""
    scale = min(1.0, SIDE / max(image.size))
    small = image.convert("L").resize((max(1, round(image.width * scale)), max(1, round(image.height * scale))))
    width, height = small.size
    least = max(24, round(width * LEAST_PART))
    grey = np.asarray(small)
    boxes: Any = _cascade().detectMultiScale(grey, scaleFactor=SCALE, minNeighbors=NEIGHBOURS, minSize=(least, least))
    found = [
        Head((x + w / 2) / width, (y - ABOVE * h + HEAD * h / 2) / height, HEAD * h / height)
        for x, y, w, h in np.asarray(boxes).reshape(-1, 4).tolist()
    ]
    return tuple(sorted(found, key=lambda head: -head.height))


@lru_cache(maxsize=1)
def _cascade() -> cv2.CascadeClassifier:
    return cv2.CascadeClassifier(f"{cv2.data.haarcascades}{CASCADE}")


def _ground(pixels: Any) -> tuple[float, float, float]:
    """Return light, spread and tint of the upper corners, where a portrait shows its ground."""
    height, width = pixels.shape[:2]
    deep, wide = max(1, height // 4), max(1, width // 8)
    corners = np.concatenate([pixels[:deep, :wide].reshape(-1, 3), pixels[:deep, -wide:].reshape(-1, 3)]).astype(float)
    grey = corners.mean(axis=1)
    return float(grey.mean()), float(grey.std()), float(np.ptp(corners.mean(axis=0)))
