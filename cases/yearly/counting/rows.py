"""The rows that are counted, as the database or a test gives them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

ZERO = Decimal(0)


class Span(NamedTuple):
    """A year, and the day as of which it is counted: what happened later is not known yet."""

    year: int
    known_on: date

    def holds(self, on: date | None) -> bool:
        """Return whether a day lies in the year and has come."""
        return on is not None and on.year == self.year and on <= self.known_on

    def known(self, on: date | None) -> bool:
        """Return whether something has happened, in whichever year."""
        return on is not None and on <= self.known_on


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision of a case. ``effect`` is how it was weighed: lighter, mitigate, or something else."""

    case: int
    agency: int
    on: date
    outcome: str = "penalise"
    kinds: tuple[str, ...] = ()
    fine: Decimal = ZERO
    confiscation: Decimal = ZERO
    on_spot: bool = False
    effect: str = ""
    heard: bool = False
    reviewed: bool = False
    discussed: bool = False
    annulled_on: date | None = None
    publish_due_on: date | None = None
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    """Something of a kind that happened on a day: filed, closed, a measure, an enforcement, a transfer."""

    case: int | None
    agency: int
    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class Sought:
    """A reconsideration or a lawsuit about a decision, and how it ended."""

    case: int
    agency: int
    kind: str
    filed_on: date
    outcome: str = ""
    outcome_on: date | None = None


@dataclass(frozen=True, slots=True)
class Inspected:
    """An inspection of one object; ``full`` says that its record is complete. A patrol has no object."""

    case: int | None
    agency: int
    target: str
    on: date
    full: bool = True


@dataclass(frozen=True, slots=True)
class Left:
    """A step that was left, with its last day."""

    case: int
    agency: int
    step: str
    on: date
    due_on: date
