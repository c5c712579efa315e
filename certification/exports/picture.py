"""The code as a picture of a given size, with its quiet zone."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from certification import qr
from certification.exports.facts import Facts
from certification.printing import url_prefix
from enforcement.errors import Invalid

PIXELS: Final = (200, 4000)
MILLIMETRES: Final = (15, 500)
USUAL_PIXELS: Final = 1200
USUAL_MILLIMETRES: Final = 30


def png(facts: Facts, size: str = "") -> bytes:
    """Return a PNG of at most ``size`` pixels a side: whole pixels for each module, for none may be blurred.

    Raises:
        Invalid: for a size that is none.
    """
    side = _size(size or str(USUAL_PIXELS), PIXELS)
    modules = qr.matrix(url_prefix(), facts.digits)
    return qr.png(modules, scale=max(1, side // (len(modules) + 2 * qr.QUIET)))


def svg(facts: Facts, size: str = "") -> bytes:
    """Return an SVG of ``size`` millimetres a side.

    Raises:
        Invalid: for a size that is none.
    """
    side = _size(size or str(USUAL_MILLIMETRES), MILLIMETRES)
    drawn = qr.svg(qr.matrix(url_prefix(), facts.digits), label=facts.number)
    return drawn.replace("<svg ", f'<svg width="{side}mm" height="{side}mm" ', 1).encode()


def _size(text: str, allowed: tuple[int, int]) -> int:
    least, most = allowed
    if not text.isascii() or not text.isdigit() or not least <= int(text[:6]) <= most:
        raise Invalid(_("Ask for a size between %(least)d and %(most)d.") % {"least": least, "most": most})
    return int(text)
