"""Place a photo on a card by its bytes, without decoding it, and a plain silhouette where there is none."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from enforcement.errors import Refusal

WIDTH: Final = 20.5 * mm
HEIGHT: Final = WIDTH * 413 / 295
FRAME: Final = HexColor(0x12305A)
SHADE: Final = HexColor(0xC7D0DC)


class PhotoUnreadable(Refusal):
    """Refuse to print a card whose photo is not a JPEG."""

    sentence = _("The photo cannot be printed: it is not a JPEG image.")
    remedy = _("Upload the photo again as a JPEG file.")


def draw(canvas: Canvas, photo: Path | bytes | None, x: float, y: float) -> None:
    """Draw a photo (a JPEG file, or its bytes) in its frame with the lower left corner there; None for a silhouette.

    Raises PhotoUnreadable.
    """
    canvas.setFillGray(1)
    canvas.rect(x, y, WIDTH, HEIGHT, stroke=0, fill=1)
    if photo is None:
        _silhouette(canvas, x, y)
    else:
        _jpeg(canvas, photo if isinstance(photo, bytes) else photo.read_bytes(), x, y)
    canvas.setStrokeColor(FRAME)
    canvas.setLineWidth(0.4)
    canvas.rect(x, y, WIDTH, HEIGHT, stroke=1, fill=0)


def demand(photo: Path | bytes) -> None:
    """Refuse a photo that is not a JPEG. Raises PhotoUnreadable."""
    _image(photo if isinstance(photo, bytes) else photo.read_bytes())


def _image(data: bytes) -> Any:
    image: Any = pdfdoc.PDFImageXObject(hashlib.sha256(data).hexdigest())
    try:
        read = image.loadImageFromJPEG(io.BytesIO(data))
    except Exception as fault:  # reportlab has no error of its own for what it cannot read
        raise PhotoUnreadable from fault
    if not read:
        raise PhotoUnreadable
    image.streamContent, image._filters = data, ("DCTDecode",)  # noqa: SLF001  # whatever the global useA85 says
    return image


def _jpeg(canvas: Canvas, data: bytes, x: float, y: float) -> None:
    """Draw a JPEG without decoding it, filling the frame from the middle.

    Its name in the PDF is its content's digest, so that the bytes do not depend on where the file lies.
    """
    image = _image(data)
    scale = max(WIDTH / image.width, HEIGHT / image.height)
    width, height = image.width * scale, image.height * scale
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(x, y, WIDTH, HEIGHT)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.translate(x + (WIDTH - width) / 2, y + (HEIGHT - height) / 2)
    canvas.scale(width, height)
    _paint(canvas, image)
    canvas.restoreState()


def _paint(canvas: Any, image: Any) -> None:
    """Put an image into the document once and show it in the unit square."""
    name = canvas._doc.getXObjectName(image.name)  # noqa: SLF001
    if name not in canvas._doc.idToObject:  # noqa: SLF001
        canvas._setXObjects(image)  # noqa: SLF001
        canvas._doc.Reference(image, name)  # noqa: SLF001
        canvas._doc.addForm(image.name, image)  # noqa: SLF001
    canvas._currentPageHasImages = 1  # noqa: SLF001
    canvas._code.append(f"/{name} Do")  # noqa: SLF001
    canvas._formsinuse.append(image.name)  # noqa: SLF001


def _silhouette(canvas: Canvas, x: float, y: float) -> None:
    middle, unit = x + WIDTH / 2, WIDTH / 20
    canvas.setFillColor(SHADE)
    path = canvas.beginPath()
    path.moveTo(x + 1.5 * unit, y)
    path.curveTo(x + 1.5 * unit, y + 8 * unit, middle - 4 * unit, y + 9 * unit, middle, y + 9 * unit)
    path.curveTo(middle + 4 * unit, y + 9 * unit, x + 18.5 * unit, y + 8 * unit, x + 18.5 * unit, y)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.ellipse(middle - 4.6 * unit, y + 10 * unit, middle + 4.6 * unit, y + 21.6 * unit, stroke=0, fill=1)
