"""What follows a decision, as rules read it: payments, enforcement, remedies, the police. Frozen facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PaymentFact:
    """Money that came in, and who took it."""

    on: date
    amount: Decimal
    channel: str = "bank"
    ground: str = ""  # of officers who collected: 68a, 68b, 69
    receipt: str = ""
    handed_in_on: date | None = None
    banked_on: date | None = None
    deferral: bool = False
    id: int = 0


@dataclass(frozen=True, slots=True)
class InstalmentFact:
    """A part of a deferred payment; of the plans of a case the last one counts."""

    plan: int
    due_on: date
    amount: Decimal
    approved_on: date


@dataclass(frozen=True, slots=True)
class DemandFact:
    """A served demand (催告)."""

    served_on: date
    defence: str = ""
    reply: str = ""
    until_on: date | None = None  # the last day that it names


@dataclass(frozen=True, slots=True)
class EnforcementFact:
    """An application to the court, or the agency's own enforcement, with the additional fine that it claims."""

    kind: str  # court, own
    on: date
    principal: Decimal = Decimal(0)
    surcharge: Decimal = Decimal(0)
    lawful_surcharge: Decimal = Decimal(0)  # what the law allows on that day
    basis: str = ""


@dataclass(frozen=True, slots=True)
class RemedyFact:
    """A reconsideration or a lawsuit."""

    kind: str  # reconsideration, litigation, supervision
    filed_on: date
    accepted_on: date | None = None
    refused_on: date | None = None
    outcome: str = ""  # upheld changed annulled illegal invalid anew withdrawn
    outcome_on: date | None = None
    served_on: date | None = None
    stopped_on: date | None = None  # execution stopped by order
    fine_after: Decimal | None = None  # the fine as it was changed


@dataclass(frozen=True, slots=True)
class TransferFact:
    """A suspected crime on its way to the police."""

    formed_at: datetime
    reported_at: datetime | None = None
    decided_at: datetime | None = None
    approved: bool | None = None
    sent_at: datetime | None = None
    filed: bool | None = None
    handed_over_on: date | None = None
    answered_on: date | None = None
    ended_on: date | None = None
    returned_on: date | None = None  # given back by police, procuratorate or court after they had filed it


@dataclass(frozen=True, slots=True)
class ExtensionFact:
    """An extension of a clock: ``counts`` only if it was granted before the term had ended."""

    on: date
    due_before: date
    counts: bool = True
    beyond: bool = False  # longer than the published procedure lets the head grant


@dataclass(frozen=True, slots=True)
class RecordingFact:
    """A sound or video recording of an act."""

    subject: str
    on: date
    measure_id: int | None = None
    entered_on: date | None = None
