"""Hand things and papers over to the police (T06): three days, the party told, paid fines set off (第十一、十二条)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from cases.acting import alone, checked_day, close_step, lock, require_open
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.models import Case, PoliceTransfer
from cases.outcomes.police import running
from enforcement.actor import Actor
from enforcement.errors import Invalid


class PartyNotTold(Invalid):
    """Refuse to hand seized things over without telling the party in writing."""

    sentence = _("The party must be told in writing that the seized things go to the police.")
    article = "中华人民共和国行政强制法第二十一条"


@transaction.atomic(durable=True)
def hand_over_crime(
    *, case_id: int, by: Actor, at: datetime, items: str, handed_over_on: date | None = None,
    party_told_on: date | None = None,
) -> PoliceTransfer:  # fmt: skip
    """Hand over; seized and preserved things go too, and their measures end. The case can then be closed.

    Raises:
        PartyNotTold: with things seized and no day on which the party was told.
    """
    case = lock(case_id)
    step = require_open(case, "hand_over_crime")
    transfer = running(case)
    day = checked_day(handed_over_on, at=at, field="handed_over_on", not_before=transfer.answered_on)
    held = list(case.measures.filter(ended_on__isnull=True))
    if held and party_told_on is None:
        raise PartyNotTold(field="party_told_on")
    for measure in held:
        measure.ended_on, measure.disposition = day, f"移交公安机关：{transfer.police}"
        measure.save(update_fields=["ended_on", "disposition"])
    transfer.handed_over_on, transfer.ended_on, transfer.set_off = day, day, _fine_paid(case)
    transfer.save(update_fields=["handed_over_on", "ended_on", "set_off"])
    keep_sheet(
        case=case, code="GY", by=by, at=at, step=step.node.code, number=transfer.number,
        rows=[
            ("接收机关", transfer.police), ("交接日期", chinese_day(day)), ("材料物品", items or "案卷材料"),
            ("随案移交的查封、扣押、登记保存物品", "；".join(m.items for m in held) or "无"),
            ("书面告知当事人", chinese_day(party_told_on) if party_told_on else "无物品移交"),
            ("已缴罚款", f"人民币{transfer.set_off:,.2f}元，依法折抵相应罚金" if transfer.set_off else "无"),
        ],
    )  # fmt: skip
    close_step(
        case, act="hand_over_crime", by=by, at=at, outcome="handed_over", people=alone(by, "handle"),
        body={"transfer": transfer.pk, "measures": [m.pk for m in held], "set_off": transfer.set_off},
    )  # fmt: skip
    return transfer


def _fine_paid(case: Case) -> Decimal:
    """Return what was paid of a fine before (行政处罚法第三十五条第二款)."""
    decision = getattr(case, "decision", None)
    paid = case.payments.exclude(kind="deferred").aggregate(total=Sum("amount"))["total"] or Decimal(0)
    return min(paid, decision.fine) if decision else Decimal(0)
