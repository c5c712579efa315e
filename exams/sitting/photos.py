"""A candidate's photo: drawn anew so that nothing hides in the file, and sealed where it lies."""

from __future__ import annotations

import io
import secrets
from pathlib import Path
from typing import Final

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from enforcement.errors import Refusal
from enforcement.organisation import secrecy

MOST_BYTES: Final = 8 * 1024 * 1024
MOST_PIXELS: Final = 40_000_000
LEAST: Final = 160
"""Pixels of the shorter side under which nobody could be recognised."""
KEPT: Final = 960
FORMATS: Final = ("JPEG", "PNG", "WEBP")


class PhotoRefused(Refusal):
    """Refuse a file that is no photo."""

    sentence = _("This file is not a picture that can be used.")
    remedy = _("Take another one, or show your identity card to the proctor.")

    def __init__(self, sentence: object = None) -> None:
        super().__init__(str(sentence) if sentence else None, field="photo")


def drawn(data: bytes) -> bytes:
    """Return a photo as a JPEG of at most 960 pixels a side, upright, without what the camera wrote beside it.

    Raises:
        PhotoRefused: saying what is wrong with it.
    """
    if len(data) > MOST_BYTES:
        raise PhotoRefused(_("The photo is larger than 8 MB."))
    image = _read(data)
    if min(image.size) < LEAST:
        raise PhotoRefused(_("The photo is too small to recognise anybody."))
    image.thumbnail((KEPT, KEPT), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=85)
    return file.getvalue()


def _read(data: bytes) -> Image.Image:
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise PhotoRefused(_("The photo has too many pixels."))
            return ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as fault:
        raise PhotoRefused from fault


def store(data: bytes) -> str:
    """Write a photo sealed, under a name that says nothing, and return its path under MEDIA_ROOT."""
    name = secrets.token_hex(16)
    path = f"exams/identity/{name[:2]}/{name}"
    target = Path(settings.MEDIA_ROOT) / path
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(".part")
    draft.write_bytes(secrecy.seal_bytes(data))
    draft.replace(target)
    return path


def read(path: str) -> bytes | None:
    """Return a kept photo, or None where it is gone or was altered."""
    file = Path(settings.MEDIA_ROOT) / path
    if not path or not file.is_file():
        return None
    try:
        return secrecy.unseal_bytes(file.read_bytes())
    except InvalidToken:
        return None


def remove(path: str) -> None:
    """Delete a photo; one that is gone already is no matter."""
    if path:
        (Path(settings.MEDIA_ROOT) / path).unlink(missing_ok=True)
