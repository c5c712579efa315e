"""Work out the modules of a QR symbol (ISO/IEC 18004:2015) with numpy, over the tables of ``qrcode``.

The library stays the reference: for the same mask its matrix is the same, module for module. What it works out again
for each symbol is here worked out once a version: where each bit goes, and parity as a sum of rows of a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from qrcode import base, util
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

Bytes = NDArray[np.uint8]
Bits = NDArray[np.bool_]

LARGEST: Final = 40
_BYTE: Final = 7
_PADS: Final = (0xEC, 0x11)


class Layout(NamedTuple):
    """A version: the fixed modules, the place of each bit, the mask there, its blocks, how they are woven together."""

    fixed: Bits
    places: NDArray[np.intp]
    mask: Bits
    blocks: tuple[tuple[int, int], ...]
    woven: NDArray[np.intp]


class _Blank(QRCode):  # type: ignore[type-arg]
    """A symbol of the library without data, which keeps where data would go."""

    free: list[tuple[int, int]]

    def map_data(self, data: Sequence[int], mask_pattern: int) -> None:  # noqa: ARG002 (the library's)
        """Note the free modules instead of writing data there."""
        self.free = _walk(self.modules)


@lru_cache(maxsize=LARGEST)
def layout(version: int, mask: int) -> Layout:
    """Return the layout of a version with error correction M, taken from the library's own drawing of it."""
    symbol = _Blank(version=version, error_correction=ERROR_CORRECT_M, mask_pattern=mask)
    symbol.data_cache = []
    symbol.makeImpl(False, mask)  # noqa: FBT003 (the library's)
    drawn = symbol.free
    side = symbol.modules_count
    is_dark = util.mask_func(mask)
    fixed = np.array([[bool(module) for module in row] for row in symbol.modules])
    blocks = tuple(
        (block.data_count, block.total_count - block.data_count) for block in base.rs_blocks(version, ERROR_CORRECT_M)
    )
    places = np.array([row * side + column for row, column in drawn])
    return Layout(fixed, places, np.array([is_dark(*at) for at in drawn]), blocks, _woven(blocks))


def _walk(modules: list[list[bool | None]]) -> list[tuple[int, int]]:
    """Return the free modules in the order of the bits: two columns at a time from the right, up and down (7.7.3)."""
    side, found, upwards = len(modules), [], True
    for right in range(side - 1, 0, -2):
        column = right - (right <= 6)  # noqa: PLR2004 (the timing pattern's column)
        rows = range(side - 1, -1, -1) if upwards else range(side)
        found += [(row, at) for row in rows for at in (column, column - 1) if modules[row][at] is None]
        upwards = not upwards
    return found


def _woven(blocks: tuple[tuple[int, int], ...]) -> NDArray[np.intp]:
    """Return for each codeword of the symbol its index among all data followed by all parity, block by block."""
    starts = np.cumsum([0, *(data for data, _parity in blocks)])
    order = [starts[n] + at for at in range(max(d for d, _p in blocks)) for n, (d, _p) in enumerate(blocks) if at < d]
    parity = blocks[0][1]
    order += [starts[-1] + n * parity + at for at in range(parity) for n in range(len(blocks))]
    return np.array(order)


@lru_cache(maxsize=LARGEST)
def parities(data: int, parity: int) -> Bytes:
    """Return what each value of each data codeword adds to the parity of its block: (data, 256, parity)."""
    divisor = base.Polynomial([1], 0)
    for power in range(parity):
        divisor = divisor * base.Polynomial([1, base.gexp(power)], 0)
    lead = [base.glog(divisor[at]) for at in range(1, parity + 1)]
    table = np.zeros((data, 256, parity), dtype=np.uint8)
    for value in range(1, 256):
        rest = [base.gexp(base.glog(value) + power) for power in lead]
        for at in range(data - 1, -1, -1):
            table[at, value] = rest
            head, rest = rest[0], [*rest[1:], 0]
            if head:
                rest = [old ^ base.gexp(base.glog(head) + power) for old, power in zip(rest, lead, strict=True)]
    return table


def draw(bits: Bits, *, version: int, mask: int) -> Bits:
    """Return the modules of a symbol that says these bits (mode, length and data of each segment)."""
    plan = layout(version, mask)
    data = _codewords(bits, sum(count for count, _parity in plan.blocks))
    parts, start = [data], 0
    for count, parity in plan.blocks:
        rows = parities(count, parity)[np.arange(count), data[start : start + count]]
        parts.append(np.bitwise_xor.reduce(rows, axis=0))
        start += count
    stream = np.unpackbits(np.concatenate(parts)[plan.woven]).astype(np.bool_)
    modules = plan.fixed.copy()
    modules.reshape(-1)[plan.places] = np.pad(stream, (0, len(plan.places) - len(stream))) ^ plan.mask
    return modules


def _codewords(bits: Bits, count: int) -> Bytes:
    """Return so many codewords: the bits, up to four zeros that end them, then the two pads in turn (7.4.10)."""
    ended = np.pad(bits, (0, min(4, 8 * count - len(bits))))
    packed = np.packbits(np.pad(ended, (0, -len(ended) & _BYTE)))
    pads = np.resize(np.array(_PADS, dtype=np.uint8), count - len(packed))
    return np.concatenate([packed, pads])
