"""What the measures of a photo mean, in plain words; whether that refuses it is a setting."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import Image

from certification.officers import parameters
from certification.officers.photo.measure import Measured, measure
from certification.photos import PhotoRefused
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import values

WHITE: Final = 225
UNEVEN: Final = 22
TINTED: Final = 16
ASIDE: Final = 0.08
SENTENCES: Final[dict[str, str | Promise]] = {
    "no_face": _("No face was found: it should look straight into the camera, in good light, without a hat or mask."),
    "faces": _("More than one face was found: only the officer may be in the picture."),
    "head_small": _("The head is too small: it should fill about two thirds of the height."),
    "head_large": _("The head is too large: leave some room above it."),
    "off_centre": _("The head is not in the middle."),
    "ground_dark": _("The ground is not white."),
    "ground_uneven": _("The ground is not plain: stand before an even wall, without shadows."),
}


def findings(data: bytes, *, agency: Agency, on: date) -> list[str]:
    """Return what is doubtful about a photo of the kept size, by code; nothing where the check is off."""
    wanted = values((parameters.PHOTO_FACE, parameters.PHOTO_GROUND, parameters.PHOTO_HEAD), agency=agency, on=on)
    if wanted[parameters.PHOTO_FACE] == "off":
        return []
    with Image.open(io.BytesIO(data)) as opened:
        measured = measure(opened.convert("RGB"))
    least, most = (float(part) / 100 for part in wanted[parameters.PHOTO_HEAD])
    return [*_of_head(measured, least, most), *_of_ground(measured, str(wanted[parameters.PHOTO_GROUND]))]


def demand(found: Iterable[str], *, agency: Agency, on: date) -> None:
    """Refuse a photo with findings where the setting says so.

    Raises:
        PhotoRefused: with every finding in words.
    """
    codes = list(found)
    if codes and values((parameters.PHOTO_FACE,), agency=agency, on=on)[parameters.PHOTO_FACE] == "refuse":
        raise PhotoRefused(" ".join(str(SENTENCES[code]) for code in codes))


def in_words(codes: Iterable[str]) -> list[str]:
    """Return the sentences of findings in the reader's language."""
    return [str(SENTENCES[code]) for code in codes if code in SENTENCES]


def _of_head(measured: Measured, least: float, most: float) -> list[str]:
    if not measured.heads:
        return ["no_face"]
    if len(measured.heads) > 1:
        return ["faces"]
    head = measured.heads[0]
    found = ["head_small"] if head.height < least else ["head_large"] if head.height > most else []
    return [*found, "off_centre"] if abs(head.x - 0.5) > ASIDE else found


def _of_ground(measured: Measured, wanted: str) -> list[str]:
    if wanted == "any":
        return []
    found = ["ground_uneven"] if measured.spread > UNEVEN else []
    dark = wanted == "white" and (measured.light < WHITE or measured.tint > TINTED)
    return [*found, "ground_dark"] if dark else found
