"""Things that the agency holds, as rules read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cases.rules.file import Officer


@dataclass(frozen=True, slots=True)
class MeasureFact:
    """Preservation or seizure."""

    kind: str
    taken_on: date
    due_on: date
    ended_on: date | None = None
    extended_on: date | None = None
    first_due_on: date | None = None
    id: int = 0
    test_from_on: date | None = None
    test_to_on: date | None = None
    test_told_on: date | None = None
    items: str = ""
    taken_at: datetime | None = None
    is_urgent: bool = False
    regularised_at: datetime | None = None
    list_signed: bool = True
    list_note: str = ""
    officers: tuple[Officer, ...] = ()  # of older rows and of records that do not tell them nobody
