"""Crop an upload to a portrait by the head that was found; the browser's own crop needs none of this."""

from __future__ import annotations

import io
from typing import Final

from PIL import Image

from certification import photos
from certification.officers.photo.measure import heads

RATIO: Final = photos.KEPT[0] / photos.KEPT[1]
WANTED: Final = 0.62
"""Height of the head in the cropped picture, about two thirds."""
EYES: Final = 0.46
"""Where the middle of the head comes, from the top."""
CLOSE: Final = (0.45, 0.8)
"""A head of this height needs no crop, if the picture is a portrait already."""
ALIKE: Final = 0.03


def portrait_of(data: bytes) -> bytes:
    """Return an upload cropped around its only face, as a JPEG; as it is where it fits or the face is not clear.

    Raises:
        PhotoRefused: if it is no readable picture.
    """
    image = photos.opened(data)
    found = heads(image)
    if len(found) != 1:
        return data
    head = found[0]
    if abs(image.width / image.height - RATIO) < ALIKE and CLOSE[0] <= head.height <= CLOSE[1]:
        return data
    height = min(image.height, head.height * image.height / WANTED, image.width / RATIO)
    width = height * RATIO
    left = min(max(0.0, head.x * image.width - width / 2), image.width - width)
    top = min(max(0.0, head.y * image.height - height * EYES), image.height - height)
    if width < photos.LEAST[0]:
        return data
    file = io.BytesIO()
    box = (round(left), round(top), round(left + width), round(top + height))
    image.crop(box).resize(photos.KEPT, Image.Resampling.LANCZOS).save(file, "JPEG", quality=92)
    return file.getvalue()
