"""Record payment (P18, 行政处罚法第六十六至七十二条): performed, deferred with new dates, or overdue."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from cases.acting import alone, checked_day, close_step, lock, require_open
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.models import Case, Payment
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.flowcharts.models import StepRecord
from enforcement.organisation.duties.holding import holds
from enforcement.organisation.models import Person

CHANNELS: Final[dict[str, tuple[str, str]]] = {
    "bank": ("银行", "At the bank"), "online": ("电子支付", "Electronic payment"),
    "on_the_spot": ("当场收缴（行政处罚法第六十八、六十九条）", "On the spot (arts. 68, 69)"),
}  # fmt: skip
KIND: Final = {"performed": "paid", "deferred": "deferred", "overdue": "overdue"}


class NotPaidInFull(Invalid):
    """Refuse to call a case performed while money is owed."""

    def __init__(self, owed: Decimal) -> None:
        super().__init__(
            _("%(owed)s yuan are still owed.") % {"owed": f"{owed:,.2f}"}, field="amount",
            remedy=_("Enter what was paid, or choose deferral or overdue."),
        )  # fmt: skip


class NotOverdueYet(Invalid):
    """Refuse to call a payment overdue before its last day is over."""

    sentence = _("The last day to pay is not over.")
    article = "中华人民共和国行政处罚法第六十七条第三款"


class NewDayMissing(Invalid):
    """Refuse a deferral without its new day and the head's approval."""

    sentence = _("A deferral needs a new last day to pay and the head who approved it.")
    article = "中华人民共和国行政处罚法第六十六条第二款"


class ReceiptMissing(Invalid):
    """Refuse money without the number of its receipt."""

    sentence = _("Enter the number of the fiscal receipt.")
    article = "中华人民共和国行政处罚法第七十条"


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
) -> Payment:
    """Record what was paid and say whether the decision is performed, deferred to a new day, or overdue.

    Raises:
        NotPaidInFull, ReceiptMissing, NewDayMissing, NotOverdueYet: as named.
    """
    case = lock(case_id)
    step = require_open(case, "record_payment")
    day = checked_day(paid_on, at=at, field="paid_on", not_before=case.decision.decided_on)
    _check(case, step, outcome, amount, receipt, day=clock.day_of(at), due_on=due_on, approved_by_id=approved_by_id)
    made = Payment.objects.create(
        case=case, kind=KIND[outcome], amount=amount, on=day, due_on=due_on if outcome == "deferred" else None,
        channel=channel, receipt=receipt,
    )  # fmt: skip
    if outcome != "performed" and amount:
        made.kind = "instalment" if outcome == "deferred" else made.kind
        made.save(update_fields=["kind"])
    _keep_paper(case, made, step, by, at, approved_by_id)
    moved = close_step(
        case, act="record_payment", by=by, at=at, outcome=outcome, people=alone(by, "handle"),
        events={"performed": day} if outcome == "performed" else {},
        body={"payment": made.pk, "amount": amount, "paid_on": day, "receipt": receipt, "due_on": made.due_on},
    )  # fmt: skip
    if outcome == "deferred":
        again = [r.pk for r in moved.entered if r.node.act == "record_payment"]
        StepRecord.objects.filter(pk__in=again).update(raw_due_on=due_on, due_on=due_on)
    return made


def owed(case: Case) -> Decimal:
    """Return what is still owed of the fine and the confiscated money."""
    paid = case.payments.filter(kind__in=["paid", "instalment", "overdue"]).aggregate(total=Sum("amount"))["total"]
    return max(case.decision.fine + case.decision.confiscation - (paid or Decimal(0)), Decimal(0))


def _check(
    case: Case, step: StepRecord, outcome: str, amount: Decimal, receipt: str, *, day: date, due_on: date | None,
    approved_by_id: int | None,
) -> None:  # fmt: skip
    if amount and not receipt.strip():
        raise ReceiptMissing(field="receipt")
    left = owed(case) - amount
    if outcome == "performed" and left > 0:
        raise NotPaidInFull(left)
    if outcome == "overdue" and (step.due_on is None or day <= step.due_on):
        raise NotOverdueYet(field="outcome")
    if outcome == "deferred":
        approved = holds(person_id=approved_by_id, duty="decide", agency=case.agency)
        if due_on is None or due_on <= day or not approved:
            raise NewDayMissing(field="due_on")


def _keep_paper(case: Case, made: Payment, step: StepRecord, by: Actor, at: datetime, approver: int | None) -> None:
    if made.due_on:
        name = Person.objects.filter(pk=approver or 0).values_list("name", flat=True).first() or ""
        rows = [("批准内容", f"延期（分期）缴纳至{chinese_day(made.due_on)}"), ("批准人", name)]
        keep_sheet(case=case, code="YQ", by=by, at=at, step=step.node.code, rows=rows)
    if made.amount:
        rows = [
            ("缴款日期", chinese_day(made.on)), ("金　　额", f"人民币{made.amount:,.2f}元"),
            ("方　　式", CHANNELS.get(made.channel, (made.channel, ""))[0]), ("票据号码", made.receipt),
        ]  # fmt: skip
        keep_sheet(case=case, code="JK", by=by, at=at, step=step.node.code, rows=rows)
