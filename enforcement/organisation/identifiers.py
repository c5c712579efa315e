"""Check digits of national identifiers: pure."""

from __future__ import annotations

import re
from datetime import date

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECK = "10X98765432"
CODE_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def id_number_fault(value: str) -> str:
    """Return what is wrong with a citizen identification number, or "" (GB 11643-1999).

    Codes: ``shape``, ``date``, ``check``.
    """
    if not re.fullmatch(r"[1-9][0-9]{16}[0-9X]", value):
        return "shape"
    try:
        date(int(value[6:10]), int(value[10:12]), int(value[12:14]))
    except ValueError:
        return "date"
    total = sum(int(c) * w for c, w in zip(value[:17], ID_WEIGHTS, strict=True))
    return "" if ID_CHECK[total % 11] == value[17] else "check"


def credit_code_fault(value: str) -> str:
    """Return what is wrong with a unified social credit code, or "" (GB 32100-2015). Codes: ``shape``, ``check``."""
    if len(value) != len(CODE_WEIGHTS) + 1 or any(c not in CODE_CHARACTERS for c in value):
        return "shape"
    total = sum(CODE_CHARACTERS.index(c) * w for c, w in zip(value[:17], CODE_WEIGHTS, strict=True))
    return "" if CODE_CHARACTERS[(31 - total % 31) % 31] == value[17] else "check"


def division_fault(value: str) -> str:
    """Return what is wrong with a division code, or "" (GB/T 2260: six digits, nine for a township)."""
    return "" if re.fullmatch(r"[1-9][0-9]{5}([0-9]{3})?", value) else "shape"


def masked(value: str) -> str:
    """Return an identification number with all but the first three and last two characters hidden."""
    return value[:3] + "*" * max(len(value) - 5, 0) + value[-2:] if value else ""
