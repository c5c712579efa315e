"""From rows to the frozen facts of what follows a decision: payments, enforcement, remedies, the police."""

from __future__ import annotations

from cases.models import Demand, Enforcement, Instalment, Payment, PoliceTransfer, Remedy
from cases.rules.file_after import (
    DemandFact,
    EnforcementFact,
    InstalmentFact,
    PaymentFact,
    RemedyFact,
    TransferFact,
)


def payment_of(row: Payment) -> PaymentFact:
    """Return money that came in, or a deferral."""
    return PaymentFact(
        on=row.on, amount=row.amount, channel=row.channel, ground=row.ground, receipt=row.receipt,
        handed_in_on=row.handed_in_on, banked_on=row.banked_on, deferral=row.kind == "deferred", id=row.pk,
    )  # fmt: skip


def instalment_of(row: Instalment) -> InstalmentFact:
    """Return a part of a deferred payment."""
    return InstalmentFact(row.plan, row.due_on, row.amount, row.approved_on)


def demand_of(row: Demand) -> DemandFact:
    """Return a demand."""
    return DemandFact(row.served_on, row.defence, row.reply, row.until_on)


def enforcement_of(row: Enforcement) -> EnforcementFact:
    """Return an application to the court or the agency's own enforcement."""
    return EnforcementFact(
        row.kind, row.begun_on, row.principal, row.surcharge, row.lawful_surcharge, row.basis
    )  # fmt: skip


def remedy_of(row: Remedy) -> RemedyFact:
    """Return a reconsideration or a lawsuit."""
    return RemedyFact(
        kind=row.kind, filed_on=row.filed_on, accepted_on=row.accepted_on, refused_on=row.refused_on,
        outcome=row.outcome, outcome_on=row.outcome_on, served_on=row.served_on, stopped_on=row.execution_stopped_on,
        fine_after=row.fine_after,
    )  # fmt: skip


def transfer_of(row: PoliceTransfer) -> TransferFact:
    """Return a transfer to the police."""
    return TransferFact(
        formed_at=row.formed_at, reported_at=row.reported_at, decided_at=row.decided_at, approved=row.approved,
        sent_at=row.sent_at, filed=row.filed, handed_over_on=row.handed_over_on, answered_on=row.answered_on,
        ended_on=row.ended_on, returned_on=row.returned_on,
    )  # fmt: skip
