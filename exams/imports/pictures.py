"""Pictures of items: what may be one, and where it is kept, under the SHA-256 of its bytes."""

from __future__ import annotations

import hashlib
import io
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from enforcement.errors import Invalid

KINDS: Final = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
MOST_PIXELS: Final = 40_000_000


class PictureRefused(Invalid):
    """Refuse a file that is no picture for an item."""

    sentence = _("this is no PNG, JPEG or WebP picture that can be read")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture that was checked: its bytes, their kind and its size in pixels."""

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
    """Return the place of a picture under MEDIA_ROOT."""
    return f"exams/images/{sha256[:2]}/{sha256}"


def check(data: bytes) -> Drawn:
    """Return a picture that may stand in an item. SVG is none: it can carry scripts and other files.

    Raises:
        PictureRefused: saying why not.
    """
    try:
        with Image.open(io.BytesIO(data), formats=tuple(KINDS)) as image:
            kind, size = KINDS[image.format or ""], image.size
            if size[0] * size[1] > MOST_PIXELS:
                raise PictureRefused(_("the picture has too many pixels; make it smaller"))
            image.load()
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, KeyError) as fault:
        raise PictureRefused from fault
    return Drawn(data, kind, *size)


def store(drawn: Drawn) -> None:
    """Write a picture under its hash; again is no harm."""
    target = Path(settings.MEDIA_ROOT) / drawn.path
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    part.write_bytes(drawn.data)
    part.replace(target)


def read(sha256: str) -> bytes | None:
    """Return a kept picture, or None where the file is gone or is not the one with this hash."""
    file = Path(settings.MEDIA_ROOT) / path_of(sha256)
    if not file.is_file():
        return None
    data = file.read_bytes()
    return data if hashlib.sha256(data).hexdigest() == sha256 else None


def name_of(drawn: Drawn) -> str:
    """Return a name for a picture in packages: its hash and the ending of its kind."""
    return f"{drawn.sha256}.{drawn.kind.rpartition('/')[2].replace('jpeg', 'jpg')}"
