"""Write bytes as decimal digits and back: 7 bytes are 17 digits, which the numeric mode of a QR code packs best."""

from __future__ import annotations

import re
from typing import Final

from .refusal import Reason, Unverifiable

MAX_TOKEN: Final = 370
"""The longest token in bytes: as many as fit the 900 digits a credential address may have."""

GROUP_BYTES: Final = 7
GROUP_DIGITS: Final = 17
TAIL_DIGITS: Final = (0, 3, 5, 8, 10, 13, 15)
"""Digits of a last group of 0 to 6 bytes."""

_DIGITS = re.compile(r"[0-9]{1,900}")
_ADDRESS = re.compile(r"https?://[^\s/?#]+/v/([0-9]{100,900})")


def to_digits(data: bytes) -> str:
    """Return the decimal digits of some bytes, in groups of fixed width."""
    groups = (data[at : at + GROUP_BYTES] for at in range(0, len(data), GROUP_BYTES))
    return "".join(f"{int.from_bytes(group):0{_width(len(group))}d}" for group in groups)


def from_digits(digits: str) -> bytes:
    """Return the bytes of decimal digits.

    Raises Unverifiable(malformed) for anything ``to_digits`` cannot have written.
    """
    if not _DIGITS.fullmatch(digits) or len(digits) % GROUP_DIGITS not in TAIL_DIGITS:
        raise Unverifiable(Reason.MALFORMED)
    groups = (digits[at : at + GROUP_DIGITS] for at in range(0, len(digits), GROUP_DIGITS))
    return b"".join(map(_group, groups))


def to_url(prefix: str, token: bytes) -> str:
    """Return the address of a token; ``prefix`` ends with ``/v/``."""
    return prefix + to_digits(token)


def from_url(url: str) -> bytes:
    """Return the token in an address. Raises Unverifiable(malformed)."""
    match = _ADDRESS.fullmatch(url)
    if match is None:
        raise Unverifiable(Reason.MALFORMED)
    return from_digits(match[1])


def _width(size: int) -> int:
    return GROUP_DIGITS if size == GROUP_BYTES else TAIL_DIGITS[size]


def _group(digits: str) -> bytes:
    size = GROUP_BYTES if len(digits) == GROUP_DIGITS else TAIL_DIGITS.index(len(digits))
    try:
        return int(digits).to_bytes(size)
    except OverflowError as error:
        raise Unverifiable(Reason.MALFORMED) from error
