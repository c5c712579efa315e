"""End a measure (行政处罚法第五十六条; 行政强制法第二十七、二十八条): what became of the things."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import transaction

from cases.acting import checked_day, lock, note, require_open
from cases.assign import WHILE_HANDLED
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.measures import lasting
from cases.models import Measure
from enforcement.actor import Actor
from enforcement.organisation.duties.holding import require

DISPOSITIONS: Final[dict[str, tuple[str, str]]] = {
    "returned": ("解除并返还当事人", "Lifted, returned to the party"),
    "seized": ("转为查封、扣押", "Sealed up or seized"),
    "sent_to_test": ("送交检验、检测、鉴定后处理", "Sent for testing, then disposed of"),
    "confiscated": ("依法没收", "Confiscated"),
    "destroyed": ("依法销毁", "Destroyed by law"),
    "transferred": ("随案移送有关机关", "Transferred with the case"),
}


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
) -> Measure:
    """End a measure on a day with one of the dispositions.

    Raises:
        NotAllowed: without the duty of handling. cases.measures.MeasureEnded: if it has ended already.
    """
    case = lock(case_id)
    step = require_open(case, *WHILE_HANDLED)
    require(by=by, duty="handle", agency=case.agency)
    measure = lasting(case, measure_id)
    measure.ended_on = checked_day(ended_on, at=at, field="ended_on", not_before=measure.taken_on)
    said = DISPOSITIONS[disposition][0]
    measure.disposition = f"{said}：{explanation}"[:200] if explanation else said
    measure.save(update_fields=["ended_on", "disposition"])
    keep_sheet(
        case=case, code="BC4" if measure.kind == Measure.Kind.PRESERVE else "CF5", by=by, at=at, step=step.node.code,
        rows=[
            ("措施日期", chinese_day(measure.taken_on)), ("物品清单", measure.items),
            ("处理日期", chinese_day(measure.ended_on)), ("处理结果", measure.disposition),
        ],
    )  # fmt: skip
    note(
        case, act="dispose_measure", by=by, at=at,
        body={"measure": measure.pk, "ended_on": measure.ended_on, "disposition": measure.disposition},
    )  # fmt: skip
    return measure
