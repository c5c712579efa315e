"""How a case was weighed, and what its party was fined elsewhere, as rules read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class WeighingFact:
    """How the case was last weighed on its benchmark: ranges in yuan, and who approved a departure."""

    on: date
    effect: str
    statute_low: Decimal
    statute_high: Decimal
    low: Decimal
    high: Decimal
    approved_on: date | None = None


@dataclass(frozen=True, slots=True)
class FinedFact:
    """A fine that the same party got elsewhere for an act of the same days; ``same``: for the same act, it seems."""

    case_id: int
    number: str
    on: date
    fine: Decimal
    same: bool
