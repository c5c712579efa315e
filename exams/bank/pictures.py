"""Freeing an uploaded picture of what is hidden in its file. Pure."""

from __future__ import annotations

import io
from typing import Any, Final

from PIL import Image, ImageOps, UnidentifiedImageError

from exams.imports.pictures import KINDS, MOST_PIXELS, PictureRefused

SAVED: Final[dict[str, dict[str, Any]]] = {"PNG": {"optimize": True}, "JPEG": {"quality": 90}, "WEBP": {"quality": 90}}
HARMLESS: Final = frozenset({
    "dpi", "gamma", "srgb", "chromaticity", "transparency", "icc_profile", "jfif", "jfif_version", "jfif_unit",
    "jfif_density", "progressive", "progression", "adobe", "adobe_transform", "aspect", "background", "loop",
    "timestamp", "duration", "interlace",
})  # fmt: skip
"""What a file may say beside its pixels. Anything else (a place, a camera, a comment) is dropped."""
WIDEST: Final = 1600
"""Pixels that a paper can show; a wider picture is drawn anew at this width."""


def bared(data: bytes) -> bytes:
    """Return a picture upright, still, no wider than a paper shows, and without what a camera wrote into it.

    A picture in which nothing needs to go stays byte for byte, so that exported and imported again it is the same.

    Raises:
        PictureRefused: for what is no PNG, JPEG or WebP picture that can be read, or too large a one.
    """
    try:
        with Image.open(io.BytesIO(data), formats=tuple(KINDS)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return data  # refused, in words, by whoever checks it
            format_ = str(opened.format)
            opened.load()
            moves = getattr(opened, "is_animated", False)
            if set(opened.info) <= HARMLESS and opened.width <= WIDEST and not moves:
                return data
            return _anew(ImageOps.exif_transpose(opened), format_)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as fault:
        raise PictureRefused from fault


def _anew(image: Image.Image, format_: str) -> bytes:
    """Return a picture drawn anew, with its pixels alone."""
    mode = "RGBA" if _sees_through(image) and format_ != "JPEG" else "RGB"
    drawn = image.convert(mode)
    if drawn.width > WIDEST:
        size = (WIDEST, max(1, round(drawn.height * WIDEST / drawn.width)))
        drawn = drawn.resize(size, Image.Resampling.LANCZOS)
    bare, file = Image.new(mode, drawn.size), io.BytesIO()
    bare.paste(drawn)
    bare.save(file, format_, **SAVED[format_])
    return file.getvalue()


def _sees_through(image: Image.Image) -> bool:
    return "A" in image.getbands() or "transparency" in image.info
