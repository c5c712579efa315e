"""Draw the QR code of a credential: on a page (SVG), in a file (PNG), on a card (PDF).

The address is written in byte mode and its decimal token in numeric mode, with error correction M: 53 modules for an
ordinary officer, less than any other way of writing the same token (ISO/IEC 18004:2015).
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from html import escape
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M
from qrcode.util import BIT_LIMIT_TABLE, mode_sizes_for_version
from reportlab.pdfgen.canvas import Canvas

from certification import placing

Matrix = NDArray[np.bool_]
"""A square of modules, True where dark, without quiet zone."""

QUIET: Final = 4
"""Modules of white around a symbol (ISO/IEC 18004:2015, 9.1)."""

DOTS_PER_INCH: Final = 300
POINTS_PER_DOT: Final = 72 / DOTS_PER_INCH
POINTS_PER_MM: Final = 72 / 25.4

_NUMERIC_MODE: Final = 1
_BYTE_MODE: Final = 4
MASK: Final = 3
"""One mask for all: trying the eight takes four fifths of the time and no reader has needed it."""
_ROOMY: Final = 57
"""Modules of version 10, the largest that still fits a card at five printer dots per module."""


class SymbolError(ValueError):
    """Say that no QR code can be drawn of this data."""


def matrix(url_prefix: str, digits: str) -> Matrix:
    """Return the modules of an address whose last part is decimal digits.

    Raises SymbolError when the data is too long for any symbol.
    """
    if not (digits.isascii() and digits.isdigit()):
        message = "the token of a QR code is written in decimal digits only"
        raise SymbolError(message)
    version = version_of(url_prefix, digits)
    return placing.draw(_bits(url_prefix.encode(), digits, version), version=version, mask=MASK)


def version_of(url_prefix: str, digits: str) -> int:
    """Return the smallest version that holds an address and its digits with error correction M.

    Raises SymbolError when none does.
    """
    for version in range(1, placing.LARGEST + 1):
        if _length(len(url_prefix.encode()), len(digits), version) <= BIT_LIMIT_TABLE[ERROR_CORRECT_M][version]:
            return version
    message = f"no QR symbol holds an address of {len(digits)} digits"
    raise SymbolError(message)


def _length(address: int, digits: int, version: int) -> int:
    """Return how many bits an address of so many bytes and digits takes."""
    counts = mode_sizes_for_version(version)
    numeric = digits // 3 * 10 + (0, 4, 7)[digits % 3]
    return 8 + counts[_BYTE_MODE] + counts[_NUMERIC_MODE] + 8 * address + numeric


def _bits(address: bytes, digits: str, version: int) -> NDArray[np.bool_]:
    """Return the bits of both segments (ISO/IEC 18004:2015, 7.4): byte mode, then three digits in ten bits."""
    counts = mode_sizes_for_version(version)
    whole = len(digits) // 3 * 3
    threes = np.frombuffer(digits[:whole].encode(), dtype=np.uint8).reshape(-1, 3).astype(np.int64) - ord("0")
    tail = [(int(digits[whole:]), (len(digits) - whole) * 3 + 1)] if digits[whole:] else []
    parts: list[NDArray[Any]] = [
        _number(_BYTE_MODE, 4),
        _number(len(address), counts[_BYTE_MODE]),
        np.unpackbits(np.frombuffer(address, dtype=np.uint8)),
        _number(_NUMERIC_MODE, 4),
        _number(len(digits), counts[_NUMERIC_MODE]),
        ((threes @ (100, 10, 1))[:, None] >> np.arange(9, -1, -1) & 1).reshape(-1),
        *(_number(value, width) for value, width in tail),
    ]
    return np.concatenate(parts).astype(np.bool_)


def _number(value: int, width: int) -> NDArray[np.int64]:
    return value >> np.arange(width - 1, -1, -1) & 1


def svg(modules: Matrix, *, label: str) -> str:
    """Return the symbol with its quiet zone as SVG for a page; it has no style, so it obeys the content policy."""
    side = len(modules) + 2 * QUIET
    path = "".join(
        f"M{start + QUIET} {y + QUIET}h{end - start}v1h{start - end}z"
        for y, row in enumerate(modules)
        for start, end in _runs(row)
    )
    name = escape(label)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img" aria-label="{name}"'
        f' shape-rendering="crispEdges"><rect width="{side}" height="{side}" fill="#fff"/>'
        f'<path d="{path}" fill="#000"/></svg>'
    )


def png(modules: Matrix, *, scale: int = 8) -> bytes:
    """Return the symbol with its quiet zone as a black and white PNG, ``scale`` pixels per module."""
    pixels = np.kron(~np.pad(modules, QUIET), np.ones((scale, scale), dtype=np.bool_))
    file = io.BytesIO()
    Image.fromarray(pixels.astype(np.uint8) * 255).convert("1").save(file, "PNG", optimize=True)
    return file.getvalue()


@dataclass(frozen=True, slots=True)
class Print:
    """Say how large a symbol is printed."""

    modules: int
    dots: int

    @property
    def side(self) -> float:
        """The side of the square with its quiet zone, in points."""
        return (self.modules + 2 * QUIET) * self.module

    @property
    def module(self) -> float:
        """The side of a module, in points."""
        return self.dots * POINTS_PER_DOT

    @property
    def is_dense(self) -> bool:
        """Say whether it must be printed smaller than is good for old cameras."""
        return self.modules > _ROOMY


def print_size(modules: Matrix) -> Print:
    """Return the size for a printer of 300 dots per inch: 5 dots per module, or 4 above version 10; never less."""
    size = len(modules)
    return Print(size, 5 if size <= _ROOMY else 4)


def place(canvas: Canvas, modules: Matrix, *, x: float, y: float) -> Print:
    """Draw the symbol on white with its lower left corner near ``x``, ``y`` (points), on the printer's grid of dots.

    The modules are one stencil of one bit each inside the page, which stays sharp in every reader; a separate image
    would be smoothed by some. Nothing else may be drawn on the square of ``side`` points afterwards.
    """
    size = print_size(modules)
    left, bottom = (round(value / POINTS_PER_DOT) * POINTS_PER_DOT for value in (x, y))
    inner = size.modules * size.module
    quiet = QUIET * size.module
    rows = np.packbits(~modules, axis=1).tobytes().hex()
    canvas.saveState()
    canvas.setFillGray(1)
    canvas.rect(left, bottom, size.side, size.side, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.translate(left + quiet, bottom + quiet)
    canvas.scale(inner, inner)
    stencil = f"BI /W {size.modules} /H {size.modules} /IM true /BPC 1 /F /AHx ID {rows}> EI"
    canvas._code.append(stencil)  # type: ignore[attr-defined]  # noqa: SLF001  # reportlab has no call for this
    canvas.restoreState()
    return size


def _runs(row: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return where the dark runs of a row begin and end."""
    edges = np.flatnonzero(np.diff(np.pad(row, 1).astype(np.int8)))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]
