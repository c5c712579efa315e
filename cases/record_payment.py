"""Record payment (P18, 行政处罚法第六十六至七十二条): performed, deferred with new dates, or overdue."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import alone, checked_day, close_step, lock, require_open
from cases.documents.sheets import keep_sheet
from cases.execution.money import money_of
from cases.execution.plan import ARTICLE, checked_parts, lay_plan, rows_of
from cases.execution.receipts import CHANNELS, ReceiptMissing
from cases.execution.receive_payment import keep_receipt
from cases.models import Case, Payment
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.flowcharts.models import StepRecord
from enforcement.organisation.duties.holding import holds
from enforcement.organisation.models import Person

__all__ = ["CHANNELS", "NewDayMissing", "NotOverdueYet", "NotPaidInFull", "ReceiptMissing", "owed", "record_payment"]
KIND: Final = {"performed": "paid", "deferred": "deferred", "overdue": "overdue"}
Parts = Iterable[tuple[date, Decimal]]


class NotPaidInFull(Invalid):
    """Refuse to call a case performed while money is owed."""

    def __init__(self, owed: Decimal) -> None:
        super().__init__(
            _("%(owed)s yuan are still owed.") % {"owed": f"{owed:,.2f}"}, field="amount",
            remedy=_("Record a part payment on the page of the case; here choose deferral or overdue."),
        )  # fmt: skip


class NotOverdueYet(Invalid):
    """Refuse to call a payment overdue before its last day is over."""

    sentence = _("The last day to pay is not over.")
    article = "中华人民共和国行政处罚法第六十七条第三款"


class NewDayMissing(Invalid):
    """Refuse a deferral without its new day and the head's approval."""

    sentence = _("A deferral needs a new last day to pay and the head who approved it.")
    article = ARTICLE


@transaction.atomic(durable=True)
def record_payment(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    outcome: str,
    amount: Decimal = Decimal(0),
    paid_on: date | None = None,
    channel: str = "bank",
    receipt: str = "",
    due_on: date | None = None,
    approved_by_id: int | None = None,
    ground: str = "",
    receipt_kind: str = "special",
    parts: Parts = (),
    reason: str = "",
) -> Payment:
    """Record what was paid and say whether the decision is performed, deferred (in ``parts``), or overdue.

    Raises:
        NotPaidInFull, ReceiptMissing, NewDayMissing, NotOverdueYet, cases.execution.plan.PlanUnsound: as named.
        cases.rules.registry.RuleBroken: R25 where officers collected without a ground.
    """
    case = lock(case_id)
    step = require_open(case, "record_payment")
    today = clock.day_of(at)
    day = checked_day(paid_on, at=at, field="paid_on", not_before=case.decision.decided_on)
    parts = list(parts)
    due_on = parts[0][0] if parts else due_on
    left = owed(case, today) - amount
    _check(case, step, outcome, amount, receipt, left, day=today, due_on=due_on, approved_by_id=approved_by_id)
    deferred = outcome == "deferred" and due_on is not None
    made = Payment.objects.create(
        case=case, kind="instalment" if deferred and amount else KIND[outcome], amount=amount, on=day,
        due_on=due_on if deferred else None, channel=channel, receipt=receipt, ground=ground,
        receipt_kind=receipt_kind if amount else "",
    )  # fmt: skip
    if deferred and due_on is not None:
        _plan(case, checked_parts(parts, due_on=due_on, owed=left, after=today), step, by, at, approved_by_id, reason)
    if amount:
        keep_receipt(case, made, money_of(case, today), by, at, step.node.code)
    moved = close_step(
        case, act="record_payment", by=by, at=at, outcome=outcome, people=alone(by, "handle"),
        events={"performed": day} if outcome == "performed" else {},
        body={"payment": made.pk, "amount": amount, "paid_on": day, "receipt": receipt, "due_on": made.due_on,
              "parts": [[on, part] for on, part in parts], "channel": channel, "ground": ground},
    )  # fmt: skip
    if deferred:
        again = [r.pk for r in moved.entered if r.node.act == "record_payment"]
        StepRecord.objects.filter(pk__in=again).update(raw_due_on=due_on, due_on=due_on)
    return made


def owed(case: Case, on: date | None = None) -> Decimal:
    """Return what is still owed as of a day (today): fine, confiscated money and an additional fine imposed."""
    return money_of(case, on or clock.today()).owed


def _check(
    case: Case, step: StepRecord, outcome: str, amount: Decimal, receipt: str, left: Decimal, *, day: date,
    due_on: date | None, approved_by_id: int | None,
) -> None:  # fmt: skip
    if amount and not receipt.strip():
        raise ReceiptMissing(field="receipt")
    if outcome == "performed" and left > 0:
        raise NotPaidInFull(left)
    if outcome == "overdue" and (step.due_on is None or day <= step.due_on):
        raise NotOverdueYet(field="outcome")
    if outcome == "deferred":
        approved = holds(person_id=approved_by_id, duty="decide", agency=case.agency)
        if due_on is None or due_on <= day or not approved:
            raise NewDayMissing(field="due_on")


def _plan(
    case: Case, parts: list[tuple[date, Decimal]], step: StepRecord, by: Actor, at: datetime, approver: int | None,
    reason: str,
) -> None:  # fmt: skip
    name = Person.objects.filter(pk=approver or 0).values_list("name", flat=True).first() or ""
    lay_plan(case, parts, on=clock.day_of(at), approved_by=name, reason=reason)
    keep_sheet(case=case, code="YQ", by=by, at=at, step=step.node.code, rows=rows_of(parts, name, reason))
