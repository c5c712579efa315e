"""Leave S06 once the fine that officers collected is at the bank (行政处罚法第七十一条)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import close_step, lock, officers, require_open, signed
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet, named
from cases.models import Case
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, OutOfOrder

ARTICLE = "中华人民共和国行政处罚法第七十一条"


class NotAtTheBank(OutOfOrder):
    """Refuse to end the collection while the money is not at the bank."""

    sentence = _("The collected fine is not at the bank yet.")
    article = ARTICLE
    remedy = _("Record first on which day it was handed in and on which day it was banked.")


class SlipMissing(Invalid):
    """Refuse a payment into the bank without its slip."""

    sentence = _("Enter the number of the bank's slip.")
    article = ARTICLE


@transaction.atomic(durable=True)
def bank_on_spot(*, case_id: int, by: Actor, at: datetime, slip: str) -> Case:
    """Record the bank's slip for the fine that was collected, handed in and banked (see ``cases.execution.hand_in``).

    Raises:
        NotAtTheBank: before that. SlipMissing: on its field.
    """
    case = lock(case_id)
    step = require_open(case, "bank_on_spot")
    money = case.payments.filter(channel="on_the_spot").first()
    if money is None or money.handed_in_on is None or money.banked_on is None:
        raise NotAtTheBank
    if not slip.strip():
        raise SlipMissing(field="slip")
    parts = case.assignments.filter(to_on__isnull=True, person__isnull=False).values_list("person_id", flat=True)
    people = officers(case, [pk for pk in parts if pk], on=clock.day_of(at))
    rows = [
        ("票据号码", money.receipt), ("收缴日期", chinese_day(money.on)),
        ("交至机关日期", chinese_day(money.handed_in_on)), ("缴付银行日期", chinese_day(money.banked_on)),
        ("银行凭证号", slip), ("执法人员", named(people)),
    ]  # fmt: skip
    keep_sheet(case=case, code="SP", by=by, at=at, step=step.node.code, rows=rows)
    close_step(
        case, act="bank_on_spot", by=signed(by, people), at=at, outcome="paid_in", people=people, body={"slip": slip}
    )  # fmt: skip
    return case
