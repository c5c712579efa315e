"""Copies of photos to look at: smaller, turned upright, and without what the device wrote into the file (EXIF)."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from cases.papers import bytes_of
from enforcement.errors import Invalid

SHOWN, THUMB = 1600, 240
LARGEST_PIXELS: Final = 60_000_000
KINDS: Final = ("image/jpeg", "image/png")


class NotAPicture(Invalid):
    """Refuse a file that cannot be shown as a picture."""

    sentence = _("This file is no picture that can be opened, or it is too large.")
    remedy = _("Take the photo again and send it as the phone made it (JPEG or PNG).")


def stripped(content: bytes, longest: int) -> bytes:
    """Return a JPEG whose longer side has at most so many pixels, upright, with no metadata at all.

    Raises:
        NotAPicture: for bytes that are none, or more than 60 million pixels.
    """
    try:
        with Image.open(io.BytesIO(content)) as opened:
            if opened.width * opened.height > LARGEST_PIXELS:
                raise NotAPicture(field="file")
            opened.draft("RGB", (longest, longest))
            upright = ImageOps.exif_transpose(opened).convert("RGB")
            upright.thumbnail((longest, longest))
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as fault:
        raise NotAPicture(field="file") from fault
    plain = Image.new("RGB", upright.size)
    plain.paste(upright)
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


def copy_of(sha256: str, longest: int) -> bytes:
    """Return the stripped copy of a kept photo, made once."""
    path = Path(settings.MEDIA_ROOT) / "shown" / sha256[:2] / f"{sha256}-{longest}.jpg"
    if path.exists():
        return path.read_bytes()
    made = stripped(bytes_of(sha256), longest)
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_suffix(".part")
    scratch.write_bytes(made)
    scratch.replace(path)
    return made
