"""Read the array of a token strictly, before its signature is known to be good.

Only the nine items of a credential (ten with a device's key) in their shortest form are accepted (RFC 8949, 4.2.1): no
tags, no nesting, no indefinite lengths, nothing after the last item. Text is not decoded here.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from .cbor import ARRAY, BYTES, TEXT, UINT, read_head
from .refusal import Reason, Unverifiable

MAX_NAME: Final = 100
"""Bytes of a name in GB 18030: 25 hanzi even if each takes four."""
MAX_AGENCY: Final = 140
"""Bytes of an agency's name in GB 18030: 70 common hanzi."""
MAX_NUMBER: Final = 32
"""Bytes of a card number that is not a plain integer."""
PHOTO_BYTES: Final = 8
DEVICE_BYTES: Final = 33
"""A compressed point of P-256 (SEC 1, 2.3.3)."""

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
    {BYTES: (DEVICE_BYTES, DEVICE_BYTES)},  # only where a device shows the code
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
    device: bytes = b""


def read(array: bytes, *, device: bool = False) -> Wire:
    """Return the items of a token's array. Raises Unverifiable(malformed)."""
    shape = _SHAPE if device else _SHAPE[:-1]
    try:
        kind, size, at = read_head(array, 0)
        items = []
        for kinds in shape if (kind, size) == (ARRAY, len(shape)) else ():
            item, at = _item(array, at, kinds)
            items.append(item)
    except ValueError as error:
        raise Unverifiable(Reason.MALFORMED) from error
    if at != len(array) or len(items) != len(shape):
        raise Unverifiable(Reason.MALFORMED)
    return Wire(*items)  # type: ignore[arg-type]  # _SHAPE fixes each item's type


def _item(array: bytes, at: int, kinds: dict[int, tuple[int, int]]) -> tuple[int | bytes | str, int]:
    kind, value, at = read_head(array, at)
    least, most = kinds.get(kind, (1, 0))
    if not least <= value <= most:
        raise ValueError("out of bounds")
    if kind == UINT:
        return value, at
    raw = array[at : at + value]
    if len(raw) != value:
        raise ValueError("breaks off")
    return (raw if kind == BYTES else raw.decode()), at + value
