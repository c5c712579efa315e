"""Codes of the examples: claims signed by one of the keys, whole or bent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

from certification.verifier import DEVICE, Claims, to_digits
from certification.verifier.codec import DOMAIN
from dev.vectors.signing import KEYS, PHONE, Phone

NOW: Final = 1_781_496_000
"""2026-06-15 12:00 in China."""
CLAIMS: Final = Claims(
    sid=(1 << 17) + 4096, name="王小明", agency="乐陵市综合行政执法局", category=3, number="15148100217",
    starts_on=date(2026, 3, 1), ends_on=date(2031, 2, 28), photo8=bytes.fromhex("00010203fcfdfeff"),
)  # fmt: skip
WEEK: Final = {"starts_on": date(2026, 6, 14), "ends_on": date(2026, 6, 20)}
"""The days of a device token."""


def token(kid: int = 1, *, device: bytes = b"", **facts: Any) -> bytes:
    """Return a token of the claims with other facts."""
    return signed(kid, replace(CLAIMS, **facts).to_array(kid, device=device), device=bool(device))


def signed(kid: int, array: bytes, *, device: bool = False, suite: int | None = None, domain: bytes = DOMAIN) -> bytes:
    """Return a token of any array, well signed."""
    key = KEYS[kid]
    body = bytes([key.suite | (DEVICE if device else 0) if suite is None else suite]) + array
    return body + key.sign(domain + body)


def shown(kid: int, at: int, *, phone: Phone = PHONE, shower: Phone | None = None, **facts: Any) -> bytes:
    """Return what a telephone shows at a moment."""
    return (shower or phone).show(token(kid, device=phone.public, **{**WEEK, **facts}), at)


def digits(code: bytes) -> str:
    """Return the digits of a code."""
    return to_digits(code)
