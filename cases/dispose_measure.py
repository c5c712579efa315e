"""End a measure (行政处罚法第五十六条; 行政强制法第二十七、二十八条): what became of the things."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, lock, note, require_open
from cases.assign import WHILE_HANDLED
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.measures import has_lapsed, lasting
from cases.models import Measure
from enforcement.actor import Actor
from enforcement.errors import Invalid, Refusal
from enforcement.organisation.duties.holding import require

DISPOSITIONS: Final[dict[str, tuple[str, str]]] = {
    "returned": ("解除并返还当事人", "Lifted, returned to the party"),
    "seized": ("转为查封、扣押", "Sealed up or seized"),
    "sent_to_test": ("送交检验、检测、鉴定后处理", "Sent for testing, then disposed of"),
    "confiscated": ("依法没收", "Confiscated"),
    "destroyed": ("依法销毁", "Destroyed by law"),
    "police": ("随案移送公安机关，已书面告知当事人", "Handed to the police with the case, the party told in writing"),
    "transferred": ("随案移送有关机关", "Transferred with the case"),
}


AFTER_LAPSE: Final = frozenset({"returned", "police", "transferred"})
"""What may become of things whose preservation ended of itself (市场监督管理行政处罚程序规定第三十五条)."""


class PartyNotTold(Invalid):
    """Refuse to hand things to the police without telling the party in writing."""

    sentence = _("Say when the party was told in writing that the things went to the police.")
    article = "中华人民共和国行政强制法第二十一条"


class Lapsed(Refusal):
    """Refuse to do anything but give back what a preservation held that ended of itself."""

    sentence = _("The seven working days are over and the preservation has ended of itself: the things are given back.")
    article = "中华人民共和国行政处罚法第五十六条；市场监督管理行政处罚程序规定第三十五条"
    remedy = _("Choose that they are returned; to hold them again, seize them where a statute gives the power.")


@transaction.atomic(durable=True)
def dispose_measure(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    measure_id: int,
    disposition: str,
    ended_on: date | None = None,
    explanation: str = "",
    told_on: date | None = None,
) -> Measure:
    """End a measure on a day with one of the dispositions.

    Raises:
        NotAllowed: without the duty of handling. cases.measures.MeasureEnded: if it has ended already.
        PartyNotTold, Lapsed: on their fields.
    """
    case = lock(case_id)
    step = require_open(case, *WHILE_HANDLED)
    require(by=by, duty="handle", agency=case.agency)
    measure = lasting(case, measure_id)
    measure.ended_on = checked_day(ended_on, at=at, field="ended_on", not_before=measure.taken_on)
    if disposition == "police" and told_on is None:
        raise PartyNotTold(field="told_on")
    if has_lapsed(measure, measure.ended_on) and disposition not in AFTER_LAPSE:
        raise Lapsed(field="disposition")
    said = DISPOSITIONS[disposition][0]
    measure.disposition = f"{said}：{explanation}"[:200] if explanation else said
    measure.save(update_fields=["ended_on", "disposition"])
    keep_sheet(
        case=case, code="BC4" if measure.kind == Measure.Kind.PRESERVE else "CF5", by=by, at=at, step=step.node.code,
        rows=[
            ("措施日期", chinese_day(measure.taken_on)), ("物品清单", measure.items),
            ("处理日期", chinese_day(measure.ended_on)), ("处理结果", measure.disposition),
            *([("书面告知当事人", chinese_day(told_on))] if told_on else []),
        ],
    )  # fmt: skip
    note(
        case, act="dispose_measure", by=by, at=at,
        body={"measure": measure.pk, "ended_on": measure.ended_on, "disposition": measure.disposition,
              "told_on": told_on},
    )  # fmt: skip
    return measure
