"""Take a part payment into the file without leaving the step: what came in, how, and by when the rest is due."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, lock, note, require_open
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.execution.money import Money, money_of
from cases.execution.receipts import CHANNELS, GROUNDS, RECEIPTS, ReceiptMissing
from cases.models import Case, Payment
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.flowcharts.models import StepRecord
from enforcement.organisation.duties.holding import require

WHILE_OWED = frozenset({"record_payment", "conclude_demand", "conclude_enforcement"})


class NoAmount(Invalid):
    """Refuse a payment of nothing, or of more than is owed."""

    sentence = _("Enter what was paid: more than nothing, at most what is owed.")


@transaction.atomic(durable=True)
def receive_payment(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    amount: Decimal,
    paid_on: date | None = None,
    channel: str = "bank",
    ground: str = "",
    receipt: str = "",
    receipt_kind: str = "special",
) -> Payment:
    """Record a payment; the step's last day becomes that of the next part of the plan.

    Raises:
        NotAllowed: without the duty of handling. NoAmount, ReceiptMissing: on their fields.
        cases.rules.registry.RuleBroken: R25 where officers collected without a ground.
    """
    case = lock(case_id)
    step = require_open(case, *WHILE_OWED)
    require(by=by, duty="handle", agency=case.agency)
    day = checked_day(paid_on, at=at, field="paid_on", not_before=case.decision.decided_on)
    if amount <= 0 or amount > money_of(case, clock.day_of(at)).owed:
        raise NoAmount(field="amount")
    if not receipt.strip():
        raise ReceiptMissing(field="receipt")
    made = Payment.objects.create(
        case=case, kind="instalment", amount=amount, on=day, channel=channel, receipt=receipt, ground=ground,
        receipt_kind=receipt_kind,
    )  # fmt: skip
    left = money_of(case, clock.day_of(at))
    keep_receipt(case, made, left, by, at, step.node.code)
    if step.node.act == "record_payment" and left.next_due and case.instalments.exists():
        StepRecord.objects.filter(pk=step.pk).update(raw_due_on=left.next_due[0], due_on=left.next_due[0])
    note(
        case, act="receive_payment", by=by, at=at,
        body={"payment": made.pk, "amount": amount, "paid_on": day, "channel": channel, "receipt": receipt,
              "owed": left.owed},
    )  # fmt: skip
    return made


def keep_receipt(case: Case, made: Payment, left: Money, by: Actor, at: datetime, step: str) -> None:
    """Keep the sheet of a payment."""
    rows = [
        ("缴款日期", chinese_day(made.on)), ("金　　额", f"人民币{made.amount:,.2f}元"),
        ("方　　式", CHANNELS.get(made.channel, (made.channel, ""))[0]),
        *([("收缴依据", GROUNDS[made.ground][0])] if made.ground in GROUNDS else []),
        ("票据种类", RECEIPTS.get(made.receipt_kind, ("财政票据", ""))[0]), ("票据号码", made.receipt),
        ("尚欠金额", f"人民币{left.owed:,.2f}元"),
    ]  # fmt: skip
    keep_sheet(case=case, code="JK", by=by, at=at, step=step, rows=rows)
