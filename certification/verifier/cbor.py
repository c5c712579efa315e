"""The little of CBOR (RFC 8949) that codes and lists use, in its one deterministic form (4.2.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

UINT: Final = 0
BYTES: Final = 2
TEXT: Final = 3
ARRAY: Final = 4
MAP: Final = 5

_SHORT: Final = 24
_WIDTHS: Final = {24: 1, 25: 2, 26: 4, 27: 8}

Item = int | bytes | str


def write_array(items: Sequence[Item]) -> bytes:
    """Return an array of unsigned integers, byte strings and texts."""
    return _head(ARRAY, len(items)) + b"".join(map(_item, items))


def write_map(pairs: Mapping[int, Item]) -> bytes:
    """Return a map with small unsigned keys, in their order."""
    return _head(MAP, len(pairs)) + b"".join(_item(key) + _item(pairs[key]) for key in sorted(pairs))


def read_map(data: bytes) -> dict[int, int]:
    """Return a map of unsigned integers that fills ``data`` wholly. Raises ValueError for any other spelling."""
    kind, size, at = read_head(data, 0)
    pairs: dict[int, int] = {}
    for _ in range(size if kind == MAP and size < _SHORT else 0):
        key_kind, key, at = read_head(data, at)
        value_kind, value, at = read_head(data, at)
        if key_kind != UINT or value_kind != UINT:
            raise ValueError("not a map of integers")
        pairs[key] = value
    if write_map(pairs) != data:
        raise ValueError("not the deterministic form")
    return pairs


def read_head(data: bytes, at: int) -> tuple[int, int, int]:
    """Return the kind and the value of an item's head, and where its body begins.

    Raises ValueError for a head that breaks off, is longer than it need be or has no definite length.
    """
    if at >= len(data):
        raise ValueError("breaks off")
    kind, value = data[at] >> 5, data[at] & 0x1F
    if value < _SHORT:
        return kind, value, at + 1
    width = _WIDTHS.get(value, 0)
    raw = data[at + 1 : at + 1 + width]
    value = int.from_bytes(raw)
    shortest = _SHORT if width == 1 else 1 << (4 * width)
    if not width or len(raw) != width or value < shortest:
        raise ValueError("not the shortest form")
    return kind, value, at + 1 + width


def _item(item: Item) -> bytes:
    if isinstance(item, int):
        return _head(UINT, item)
    raw = item.encode() if isinstance(item, str) else item
    return _head(TEXT if isinstance(item, str) else BYTES, len(raw)) + raw


def _head(kind: int, value: int) -> bytes:
    if value < _SHORT:
        return bytes([kind << 5 | value])
    mark, width = next(pair for pair in _WIDTHS.items() if value < 1 << (8 * pair[1]))
    return bytes([kind << 5 | mark]) + value.to_bytes(width)
