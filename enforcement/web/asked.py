"""Whole numbers that an address or a form names: whatever else is written there is none, never an error."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_NUMBER: Final = re.compile(r"[0-9]{1,18}")
"""What ``str.isdigit`` takes is more than ``int`` does (²), and ``int`` refuses thousands of figures."""


def number(given: str | None) -> int | None:
    """Return a number from 0 that the key of a row could be, None for anything else."""
    return int(given) if given and _NUMBER.fullmatch(given) else None


def numbers(given: Iterable[str]) -> list[int]:
    """Return those of some texts that are numbers, in their order."""
    return [found for found in map(number, given) if found is not None]
