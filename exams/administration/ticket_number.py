"""The number of an admission ticket (准考证号): what it is made of, and whether one that was typed can be right. Pure.

Fifteen digits: the year of the session (2), the session (6), a serial number within it (6), a check digit by ISO/IEC
7064 MOD 11,10, which finds every single wrong digit and nearly all neighbours that changed places. Nothing in it says
who the candidate is.
"""

from __future__ import annotations

import re
from typing import Final

DIGITS: Final = 15
MOST: Final = 999_999
"""Candidates of one session, and sessions of one installation, that have numbers."""


def ticket_number(*, year: int, session: int, serial: int) -> str:
    """Return the number of the ``serial``-th candidate (from 1) of a session.

    Raises:
        ValueError: for a session or serial number that has no place in it.
    """
    if not (0 < session <= MOST and 0 < serial <= MOST):
        raise ValueError(f"no ticket has the session {session} and the serial {serial}")
    stem = f"{year % 100:02d}{session:06d}{serial:06d}"
    return stem + _check_digit(stem)


def is_ticket_number(text: str) -> bool:
    """Return whether a text has the shape and the check digit of a ticket's number."""
    return bool(re.fullmatch(r"[0-9]{15}", text)) and text[-1] == _check_digit(text[:-1])


def serial_of(number: str) -> int:
    """Return the serial number within the session."""
    return int(number[8:14])


def grouped(number: str) -> str:
    """Return the number as people read it aloud: three groups of five."""
    return " ".join(number[start : start + 5] for start in range(0, len(number), 5))


def _check_digit(stem: str) -> str:
    product = 10
    for char in stem:
        total = (product + int(char)) % 10 or 10
        product = 2 * total % 11
    return str((11 - product) % 10)
