"""The money of a case: what was decided, what came in, what is owed and by when, with the additional fine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cases.execution.surcharge import Part, Working, working
from cases.models import Case, Instalment, Payment, Service
from cases.rules.reading_after import remedy_of
from cases.rules.remedies import VOID, stops
from cases.rules.time import payment_due
from cases.settings import legal
from enforcement.flowcharts.calendar.current import calendar

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Money:
    """What a case owes as of a day. ``surcharge`` is what counts, ``working`` what it would be if it were imposed."""

    fine: Decimal
    confiscation: Decimal
    paid: Decimal
    working: Working
    surcharge: Decimal
    schedule: tuple[Part, ...]
    imposed: bool
    waived: bool
    last_paid_on: date | None = None

    @property
    def principal(self) -> Decimal:
        """What was decided."""
        return self.fine + self.confiscation

    @property
    def owed(self) -> Decimal:
        """What is still to be paid, the additional fine included where it was imposed."""
        return max(self.principal + self.surcharge - self.paid, NOTHING)

    @property
    def principal_owed(self) -> Decimal:
        """What is still to be paid of fine and confiscated money."""
        return max(self.principal - self.paid, NOTHING)

    @property
    def next_due(self) -> Part | None:
        """The next part to pay: its last day and what is still missing of it."""
        due = NOTHING
        for on, amount in self.schedule:
            due += amount
            if due > self.paid:
                return on, due - self.paid
        return None


def money_of(case: Case, on: date) -> Money:
    """Return the money of a decided case as of a day."""
    remedies = [remedy_of(r) for r in case.remedies.all()]
    fine, confiscation = standing_terms(case)
    rows = [p for p in case.payments.all() if p.kind != "deferred" and p.on <= on]
    order = getattr(case, "surcharge_order", None)
    schedule = schedule_of(case, on)
    paid = [(p.on, p.amount) for p in rows if p.amount]
    found = working(
        fine=fine, schedule=schedule, paid=paid, until=on, percent=legal(case.agency, on).surcharge_percent,
        stops=stops(remedies),
    )  # fmt: skip
    counts = order is not None and order.waived_on is None and order.imposed_on <= on
    return Money(
        fine=fine, confiscation=confiscation, paid=sum((p.amount for p in rows), NOTHING),
        working=found, surcharge=found.total if counts else NOTHING, schedule=tuple(schedule),
        imposed=order is not None, waived=order is not None and order.waived_on is not None, last_paid_on=_last(rows),
    )  # fmt: skip


def standing_terms(case: Case) -> tuple[Decimal, Decimal]:
    """Return fine and confiscation as they stand: as decided, changed by a remedy, or nothing once annulled."""
    fine, confiscation = case.decision.fine, case.decision.confiscation
    for remedy in case.remedies.all():
        if remedy.outcome in VOID:
            fine, confiscation = NOTHING, NOTHING
        elif remedy.outcome == "changed" and remedy.fine_after is not None:
            fine = remedy.fine_after
    return fine, confiscation


def schedule_of(case: Case, on: date) -> list[Part]:
    """Return the last days to pay with what is due then: of the latest plan, else fifteen days from service."""
    latest = case.instalments.order_by("-plan").values_list("plan", flat=True).first()
    if latest is not None:
        before = _paid_before(case, latest)
        parts = list(Instalment.objects.filter(case=case, plan=latest))
        return [*before, *((p.due_on, p.amount) for p in parts)]
    served = last_service(case)
    if served is None:
        return []
    end = payment_due(served.served_on, legal(case.agency, on), calendar()).due_on
    return [(end, sum(standing_terms(case), NOTHING))]


def last_service(case: Case) -> Service | None:
    """Return the service of the decision, None while it is not served."""
    return case.services.filter(document="decision").last()


def _paid_before(case: Case, plan: int) -> list[Part]:
    first = case.instalments.filter(plan=plan).order_by("number").first()
    whole = case.decision.fine + case.decision.confiscation
    parts = sum(case.instalments.filter(plan=plan).values_list("amount", flat=True), NOTHING)
    return [(first.approved_on, whole - parts)] if first and whole > parts else []


def _last(rows: list[Payment]) -> date | None:
    return max((p.on for p in rows if p.amount), default=None)
