"""Pictures of items: checked, freed of what is hidden in the file, and kept under the digest of their bytes."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from enforcement.errors import Invalid

KINDS: Final = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
SAVED: Final[dict[str, dict[str, Any]]] = {"PNG": {"optimize": True}, "JPEG": {"quality": 90}, "WEBP": {"quality": 90}}
HARMLESS: Final = frozenset({
    "dpi", "gamma", "srgb", "chromaticity", "transparency", "icc_profile", "jfif", "jfif_version", "jfif_unit",
    "jfif_density", "progressive", "progression", "adobe", "adobe_transform", "aspect", "background", "loop",
    "timestamp", "duration", "interlace",
})  # fmt: skip
"""What a file may say beside its pixels. Anything else (a place, a camera, a comment) is dropped."""
WIDEST: Final = 1600
"""Pixels that a paper can show; a wider picture is drawn anew at this width."""
MOST_PIXELS: Final = 40_000_000


class PictureRefused(Invalid):
    """Refuse what cannot stand on a paper."""

    sentence = _("The file is not a readable PNG, JPEG or WebP picture.")
    remedy = _("Save it as PNG or JPEG and choose it again.")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as it is kept. ``kind`` is its media type."""

    data: bytes
    kind: str
    width: int
    height: int

    @property
    def sha256(self) -> str:
        """The hash that it is known by."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def path(self) -> str:
        """Its place under MEDIA_ROOT."""
        return path_of(self.sha256)


def path_of(sha256: str) -> str:
    """Return where a picture of this hash is kept, under MEDIA_ROOT."""
    return f"exams/images/{sha256[:2]}/{sha256}"


def check(data: bytes) -> Drawn:
    """Return a picture as it is kept: upright, without what a camera wrote into it, no wider than a paper shows.

    A picture in which nothing needs to go stays byte for byte, so that exported and imported again it is the same.

    Raises:
        PictureRefused
    """
    try:
        with Image.open(io.BytesIO(data), formats=tuple(KINDS)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise PictureRefused(_("The picture has too many pixels."), field="picture")
            format_ = str(opened.format)
            opened.load()
            plain = (
                set(opened.info) <= HARMLESS and opened.width <= WIDEST and not getattr(opened, "is_animated", False)
            )
            image = opened.copy() if plain else ImageOps.exif_transpose(opened)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as fault:
        raise PictureRefused(field="picture") from fault
    return Drawn(data, KINDS[format_], image.width, image.height) if plain else _anew(image, format_)


def _anew(image: Image.Image, format_: str) -> Drawn:
    """Return a picture drawn anew, with its pixels alone."""
    if image.width > WIDEST:
        size = (WIDEST, max(1, round(image.height * WIDEST / image.width)))
        image = image.convert("RGBA" if _sees_through(image) else "RGB").resize(size, Image.Resampling.LANCZOS)
    mode = "RGBA" if _sees_through(image) and format_ != "JPEG" else "RGB"
    bare, file = Image.new(mode, image.size), io.BytesIO()
    bare.paste(image.convert(mode))
    bare.save(file, format_, **SAVED[format_])
    return Drawn(file.getvalue(), KINDS[format_], bare.width, bare.height)


def _sees_through(image: Image.Image) -> bool:
    return "A" in image.getbands() or "transparency" in image.info


def store(drawn: Drawn) -> None:
    """Write a picture under its digest (again is no harm)."""
    target = Path(settings.MEDIA_ROOT) / drawn.path
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(f".{id(drawn)}.part")
        part.write_bytes(drawn.data)
        part.replace(target)


def read(sha256: str) -> bytes | None:
    """Return a kept picture, or None where the file is gone or is not the one with this digest."""
    file = Path(settings.MEDIA_ROOT) / path_of(sha256)
    if not file.is_file():
        return None
    data = file.read_bytes()
    return data if hashlib.sha256(data).hexdigest() == sha256 else None
