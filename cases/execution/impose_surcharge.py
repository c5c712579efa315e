"""Impose the additional fine of three per cent a day on a fine paid late (行政处罚法第七十二条第一款第一项)."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import lock, note, require_open
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.execution.money import money_of
from cases.execution.receive_payment import WHILE_OWED
from cases.models import SurchargeOrder
from cases.numbering import take_number
from cases.settings import legal
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.organisation.duties.holding import require

NUMBER = "加罚"
ARTICLE = "中华人民共和国行政处罚法第七十二条第一款第一项；中华人民共和国行政强制法第四十五条"


class NothingLate(Refusal):
    """Refuse an additional fine where no fine is late."""

    sentence = _("No fine is late: its last day is not over, or it is paid.")
    article = ARTICLE
    remedy = _("Wait until the last day to pay is over.")


class ImposedAlready(Refusal):
    """Refuse a second additional fine."""

    sentence = _("The additional fine of this case is imposed already.")
    article = ARTICLE


@transaction.atomic(durable=True)
def impose_surcharge(*, case_id: int, by: Actor, at: datetime) -> SurchargeOrder:
    """Decide that the additional fine counts from the day after the last day to pay; it grows by itself from then on.

    Raises:
        NotAllowed: without the head's duty. NothingLate, ImposedAlready: as named.
    """
    case = lock(case_id)
    step = require_open(case, *WHILE_OWED)
    require(by=by, duty="decide", agency=case.agency)
    day = clock.day_of(at)
    if SurchargeOrder.objects.filter(case=case).exists():
        raise ImposedAlready
    money = money_of(case, day)
    late = [on for on, _amount in money.schedule if on < day]
    if not late or not money.fine or not money.working.spans:
        raise NothingLate
    made = SurchargeOrder.objects.create(
        case=case, number=take_number(agency=case.agency, kind=NUMBER, on=day), imposed_on=day,
        from_on=min(late) + timedelta(days=1),
    )  # fmt: skip
    percent = legal(case.agency, day).surcharge_percent
    keep_sheet(
        case=case, code="JC", by=by, at=at, step=step.node.code, number=made.number,
        rows=[
            ("原处罚决定", f"{case.decision.number}，罚款人民币{money.fine:,.2f}元"),
            ("缴纳期限", f"至{chinese_day(min(late))}，逾期未缴"),
            ("加处决定", _said(made, percent)),
            ("停止计算", "行政复议或者行政诉讼期间不计算加处罚款"), ("负责人", by.name),
        ],
    )  # fmt: skip
    note(
        case, act="impose_surcharge", by=by, at=at,
        body={"number": made.number, "from_on": made.from_on, "percent": percent, "so_far": money.working.total},
    )  # fmt: skip
    return made


def _said(made: SurchargeOrder, percent: Decimal) -> str:
    return (
        f"自{chinese_day(made.from_on)}起，每日按未缴罚款数额的百分之{percent.normalize():f}加处罚款，"
        "加处罚款的数额不超出罚款的数额"
    )
