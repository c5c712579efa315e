"""Read the array of a token strictly, before its signature is known to be good.

Only the nine items of a credential in their shortest form are accepted (RFC 8949, 4.2.1): no tags, no nesting, no
indefinite lengths, nothing after the last item. Text is not decoded here.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from certification.token.errors import Reason, Unverifiable

UINT: Final = 0
BYTES: Final = 2
TEXT: Final = 3

MAX_NAME: Final = 100
"""Bytes of a name in GB 18030: 25 hanzi even if each takes four."""
MAX_AGENCY: Final = 140
"""Bytes of an agency's name in GB 18030: 70 common hanzi."""
MAX_NUMBER: Final = 32
"""Bytes of a card number that is not a plain integer."""
PHOTO_BYTES: Final = 8

_ARRAY_OF_NINE: Final = 0x89
_SHORT: Final = 24
_WIDTHS: Final = {24: 1, 25: 2, 26: 4, 27: 8}
_U8, _U16, _U32, _U64 = (2**bits - 1 for bits in (8, 16, 32, 64))

_SHAPE: Final[tuple[dict[int, tuple[int, int]], ...]] = (
    {UINT: (0, _U16)},  # kid
    {UINT: (0, _U32)},  # sid
    {BYTES: (1, MAX_NAME)},
    {BYTES: (1, MAX_AGENCY)},
    {UINT: (0, _U8)},  # category
    {UINT: (0, _U64), TEXT: (1, MAX_NUMBER)},  # number
    {UINT: (0, _U16)},  # first day
    {UINT: (1, _U16)},  # days
    {BYTES: (PHOTO_BYTES, PHOTO_BYTES)},
)
"""The kinds each item may have, with the least and greatest value (integers) or length in bytes (strings)."""


class Wire(NamedTuple):
    """Hold the items of a token as they were sent."""

    kid: int
    sid: int
    name: bytes
    agency: bytes
    category: int
    number: int | str
    day: int
    days: int
    photo8: bytes


def read(array: bytes) -> Wire:
    """Return the items of a token's array. Raises Unverifiable(malformed)."""
    if array[:1] != bytes([_ARRAY_OF_NINE]):
        raise Unverifiable(Reason.MALFORMED)
    at, items = 1, []
    for kinds in _SHAPE:
        item, at = _item(array, at, kinds)
        items.append(item)
    if at != len(array):
        raise Unverifiable(Reason.MALFORMED)
    return Wire(*items)  # type: ignore[arg-type]  # _SHAPE fixes each item's type


def _item(array: bytes, at: int, kinds: dict[int, tuple[int, int]]) -> tuple[int | bytes | str, int]:
    kind, value, at = _head(array, at)
    least, most = kinds.get(kind, (1, 0))
    if not least <= value <= most:
        raise Unverifiable(Reason.MALFORMED)
    if kind == UINT:
        return value, at
    raw = array[at : at + value]
    if len(raw) != value:
        raise Unverifiable(Reason.MALFORMED)
    return (raw if kind == BYTES else _text(raw)), at + value


def _head(array: bytes, at: int) -> tuple[int, int, int]:
    """Return the kind and the value of an item's head, and where its body begins."""
    if at >= len(array):
        raise Unverifiable(Reason.MALFORMED)
    kind, value = array[at] >> 5, array[at] & 0x1F
    if value < _SHORT:
        return kind, value, at + 1
    width = _WIDTHS.get(value, 0)
    raw = array[at + 1 : at + 1 + width]
    value = int.from_bytes(raw)
    shortest = _SHORT if width == 1 else 1 << (4 * width)
    if not width or len(raw) != width or value < shortest:
        raise Unverifiable(Reason.MALFORMED)
    return kind, value, at + 1 + width


def _text(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise Unverifiable(Reason.MALFORMED) from error
