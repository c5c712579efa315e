"""Record what the police (or the procuratorate) answered (T05, T08, T10; 第八、九条)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from cases.acting import alone, checked_day, close_step, lock, require_open
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.models import PoliceTransfer
from cases.outcomes.police import resume, running
from enforcement import clock
from enforcement.actor import Actor

SAID = {"filed": "公安机关决定立案", "objected": "不予立案，本机关有异议", "declined": "不予立案，恢复行政处理"}


@transaction.atomic(durable=True)
def record_police_answer(
    *, case_id: int, by: Actor, at: datetime, outcome: str, answered_on: date | None = None, document: str = ""
) -> PoliceTransfer:
    """Record the written answer; ``declined`` lets the case and its ninety days go on, and seized things stay here.

    Raises:
        DayAhead, DayTooEarly: for the day of the answer.
    """
    case = lock(case_id)
    step = require_open(case, "record_police_answer")
    transfer = running(case)
    begun = clock.day_of(transfer.sent_at) if transfer.sent_at else None
    day = checked_day(answered_on, at=at, field="answered_on", not_before=begun)
    transfer.answered_on, transfer.filed = day, outcome == "filed"
    transfer.save(update_fields=["answered_on", "filed"])
    keep_sheet(
        case=case, code="GA", by=by, at=at, step=step.node.code, number=document,
        rows=[("答复机关", transfer.police), ("答复日期", chinese_day(day)), ("答复内容", SAID[outcome])],
    )  # fmt: skip
    close_step(
        case, act="record_police_answer", by=by, at=at, outcome=outcome, people=alone(by, "handle"),
        body={"transfer": transfer.pk, "answered_on": day, "document": document},
    )  # fmt: skip
    if outcome == "declined":
        resume(case, transfer, at)
    return transfer
