"""Transfer a case to the agency in charge (E3, 行政处罚法第二十五条); the receiver may not pass it on (市监14)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import alone, close_step, lock, require_open
from cases.documents.sheets import keep_sheet
from cases.models import Case, Ending
from cases.numbering import take_number
from cases.outcomes.grounds import TRANSFER
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid

NUMBER = "移函"


class ReceiverMissing(Invalid):
    """Refuse a transfer to nobody."""

    sentence = _("Name the agency that takes the case over, and why it is in charge.")
    article = "中华人民共和国行政处罚法第二十五条"


class MayNotPassOn(Invalid):
    """Refuse to pass on a case that was itself transferred here."""

    sentence = _("This case was transferred here and may not be passed on: the common superior names who is in charge.")
    article = "市场监督管理行政处罚程序规定第十四条"
    remedy = _("Report it to the common superior and enter the number of its designation.")


@transaction.atomic(durable=True)
def transfer_case(
    *, case_id: int, by: Actor, at: datetime, ground: str, receiver: str, reason: str, designation: str = "",
    receipt: str = "",
) -> Ending:  # fmt: skip
    """Send the letter with the list of papers; things preserved or seized must be disposed of before closure.

    Raises:
        ReceiverMissing, MayNotPassOn: on their fields.
    """
    case = lock(case_id)
    step = require_open(case, "transfer_case")
    if not receiver.strip() or not reason.strip():
        raise ReceiverMissing(field="reason" if receiver.strip() else "receiver")
    if case.source == Case.Source.REFERRAL and not designation.strip():
        raise MayNotPassOn(field="designation")
    today = clock.day_of(at)
    number = take_number(agency=case.agency, kind=NUMBER, on=today)
    made = Ending.objects.create(
        case=case, kind=Ending.Kind.TRANSFERRED, ground=ground, reason=reason, number=number, on=today, by=by.name,
        receiver=receiver,
    )  # fmt: skip
    titles = "、".join(case.papers.filter(is_inner=False).values_list("title", flat=True))
    zh, _en, article, _must = TRANSFER[ground]
    keep_sheet(
        case=case, code="YS", by=by, at=at, step=step.node.code, number=number,
        rows=[
            ("受移送机关", receiver), ("移送理由", f"{zh}：{reason}"), ("依　　据", article),
            ("指定管辖文书", designation or "无"), ("随案材料", titles or "无"), ("回　　执", receipt or "待回"),
            ("负责人", by.name),
        ],
    )  # fmt: skip
    close_step(
        case, act="transfer_case", by=by, at=at, outcome="handed_over", people=alone(by, "decide"),
        body={"ground": ground, "receiver": receiver, "number": number, "designation": designation},
    )  # fmt: skip
    return made
