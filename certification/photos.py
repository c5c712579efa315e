"""Photos: checked, drawn anew so that nothing hides in the file, and kept under the digest of their bytes."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from enforcement.errors import Refusal

MOST_BYTES: Final = 12 * 1024 * 1024
"""As a telephone's camera makes them; what is kept is far smaller."""
LEAST: Final = (295, 413)
KEPT: Final = (413, 578)
"""Pixels of the kept photo: 35 × 49 mm at 300 dots per inch, sharp on a card and on a phone."""
MOST_PIXELS: Final = 40_000_000
FORMATS: Final = ("JPEG", "PNG")


class PhotoRefused(Refusal):
    """Refuse a photo that cannot stand on a credential."""

    sentence = _("This photo cannot be used.")
    remedy = _("Upload a JPEG or PNG of at most 12 MB, upright, at least 295 × 413 pixels, on a white ground.")

    def __init__(self, sentence: object = None) -> None:
        super().__init__(str(sentence) if sentence else None, field="photo")


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo as it is kept."""

    data: bytes
    sha256: str

    @property
    def path(self) -> str:
        """The place under MEDIA_ROOT."""
        return f"credentials/photos/{self.sha256[:2]}/{self.sha256}.jpg"


def check(data: bytes) -> Photo:
    """Return an uploaded photo drawn anew as a JPEG of the kept size.

    Raises:
        PhotoRefused: saying what is wrong with it.
    """
    image = opened(data)
    if image.width < LEAST[0] or image.height < LEAST[1]:
        raise PhotoRefused(_("The photo is smaller than 295 × 413 pixels."))
    if image.height <= image.width:
        raise PhotoRefused(_("The photo is not upright."))
    size = KEPT if image.width >= KEPT[0] and image.height >= KEPT[1] else LEAST
    file = io.BytesIO()
    fitted = ImageOps.fit(image, size, Image.Resampling.LANCZOS, centering=(0.5, 0.3))
    fitted.save(file, "JPEG", quality=85, dpi=(300, 300))
    return as_is(file.getvalue())


def opened(data: bytes) -> Image.Image:
    """Return an uploaded picture, upright as the camera meant it.

    Raises:
        PhotoRefused: if it is too large, or no readable JPEG or PNG.
    """
    if len(data) > MOST_BYTES:
        raise PhotoRefused(_("The photo is larger than 12 MB."))
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as file:
            small_enough = file.width * file.height <= MOST_PIXELS
            image = ImageOps.exif_transpose(file).convert("RGB") if small_enough else None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as fault:
        raise PhotoRefused(_("The file is not a readable JPEG or PNG image.")) from fault
    if image is None:
        raise PhotoRefused(_("The photo has too many pixels."))
    return image


def as_is(data: bytes) -> Photo:
    """Return a JPEG made by this system as it is."""
    return Photo(data, hashlib.sha256(data).hexdigest())


def store(photo: Photo) -> str:
    """Write a photo under its digest (again is no harm) and return its path under MEDIA_ROOT."""
    target = Path(settings.MEDIA_ROOT) / photo.path
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_suffix(f".{id(photo)}.part")
        draft.write_bytes(photo.data)
        draft.replace(target)
    return photo.path


def read(path: str, sha256: str) -> bytes | None:
    """Return a kept photo, or None where the file is gone or is not the one with this digest."""
    file = Path(settings.MEDIA_ROOT) / path
    if not file.is_file():
        return None
    data = file.read_bytes()
    return data if hashlib.sha256(data).hexdigest() == sha256 else None
