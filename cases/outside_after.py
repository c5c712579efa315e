"""What an outside record may tell beyond the plain case: terms stretched, money, remedies, police, recordings.

All of it may be left out. Of parts that an outside system may not keep (``recordings``, ``handovers``, ``crime_sign``,
``weighing``) an audit judges only what is told; an empty list says that there were none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from cases import outside_words as words


@dataclass(frozen=True)
class OutsideExtension:
    """An extension of the term of the decision, in plain days."""

    granted_on: date
    days: int
    reason: str = "—"
    document: str = "—"


@dataclass(frozen=True)
class OutsidePause:
    """A span that the term of the decision does not count; ``to_on`` is the first day that counts again."""

    from_on: date
    to_on: date | None = None
    ground: str = "suspension"
    basis: str = "—"
    document: str = "—"


@dataclass(frozen=True)
class OutsideWeighing:
    """How the fine was weighed on a benchmark: the ranges in yuan, and who approved a departure."""

    on: date
    statute_low: Decimal
    statute_high: Decimal
    low: Decimal
    high: Decimal
    effect: words.Effect = ""
    approved_on: date | None = None


@dataclass(frozen=True)
class OutsideRecusal:
    """A question whether somebody must stay out of the case."""

    name: str
    asked_on: date
    username: str = ""
    decided_on: date | None = None
    granted: bool | None = None


@dataclass(frozen=True)
class OutsideHandover:
    """What one lead handed to the next."""

    taker: str
    approved_on: date
    done_on: date | None = None


@dataclass(frozen=True)
class OutsideRecording:
    """A sound or video recording: of a seizure, hearing, service, inquiry or own enforcement (``enforce``)."""

    subject: words.Recorded
    on: date
    handed_in_on: date | None = None
    measure: int | None = None  # which of the measures, counted from 0


@dataclass(frozen=True)
class OutsideDemand:
    """A served demand (催告); ``until_on`` is the last day that it names."""

    served_on: date
    until_on: date | None = None


@dataclass(frozen=True)
class OutsideEnforcement:
    """An application to the court (``court``) or the agency's own enforcement (``own``)."""

    kind: words.Enforced
    on: date
    surcharge: Decimal = Decimal(0)


@dataclass(frozen=True)
class OutsideRemedy:
    """A reconsideration or a lawsuit (``reconsideration``, ``litigation``)."""

    kind: words.Sought
    filed_on: date
    accepted_on: date | None = None
    refused_on: date | None = None
    stopped_on: date | None = None
    outcome: words.Outcome = ""
    outcome_on: date | None = None
    served_on: date | None = None


@dataclass(frozen=True)
class OutsideTransfer:
    """A suspected crime on its way to the police; ``returned_on``: given back after they had filed it."""

    formed_at: datetime
    reported_at: datetime | None = None
    decided_at: datetime | None = None
    approved: bool | None = None
    sent_at: datetime | None = None
    answered_on: date | None = None
    filed: bool | None = None
    handed_over_on: date | None = None
    ended_on: date | None = None
    returned_on: date | None = None
