"""Report a decision on the spot to the agency (S05, 行政处罚法第五十二条第三款)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.acting import alone, close_step, lock, require_open
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.models import Case
from cases.rules.time import hand_in_due, payment_due
from cases.settings import legal
from cases.terms import say
from enforcement import clock
from enforcement.actor import Actor
from enforcement.flowcharts.calendar.current import calendar
from enforcement.flowcharts.models import StepRecord


@transaction.atomic(durable=True)
def report_on_spot(*, case_id: int, by: Actor, at: datetime, remark: str = "") -> Case:
    """Report the decision; how it goes on follows from what was imposed and whether the fine was collected."""
    case = lock(case_id)
    step = require_open(case, "report_on_spot")
    spot, decision, day = case.on_spot, case.decision, clock.day_of(at)
    outcome = "collect" if spot.ground else "bank" if decision.fine else "warning"
    spot.reported_on = day
    spot.save(update_fields=["reported_on"])
    keep_sheet(
        case=case, code="BA", by=by, at=at, step=step.node.code, number=decision.number,
        rows=[
            ("决定书文号", decision.number), ("处罚内容", "；".join(say(decision))),
            ("作出日期", chinese_day(decision.decided_on)), ("备案期限", chinese_day(spot.report_due_on or day)),
            ("收缴方式", "当场收缴" if spot.ground else "银行或者电子支付" if decision.fine else "无罚款"),
            ("备　　注", remark or "无"),
        ],
    )  # fmt: skip
    moved = close_step(
        case, act="report_on_spot", by=by, at=at, outcome=outcome, people=alone(by, "handle"), body={"remark": remark}
    )
    _due(case, moved.entered)
    return case


def _due(case: Case, entered: tuple[StepRecord, ...]) -> None:
    """Set the terms that run from the collection and from the delivery, not from the report."""
    decided = case.decision.decided_on
    rules = legal(case.agency, decided)
    for record in entered:
        if record.node.act == "bank_on_spot":
            due = hand_in_due(decided, rules, calendar())
            StepRecord.objects.filter(pk=record.pk).update(raw_due_on=due, due_on=due)
        if record.node.act == "record_payment":
            end = payment_due(decided, rules, calendar())
            StepRecord.objects.filter(pk=record.pk).update(raw_due_on=end.raw_on, due_on=end.due_on)
