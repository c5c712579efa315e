"""An order that moved a case, as rules read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class MoveFact:
    """An approved order that moved the case to another version of its chart."""

    on: date
    from_number: int
    to_number: int
