"""Refer a case to collective discussion with its materials (C01, C02)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import transaction

from cases.acting import checked_day, close_step, lock, require_open
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.models import Discussion
from enforcement import clock
from enforcement.actor import Actor

GROUND_WORDS: Final = {
    "complex": "情节复杂或者重大违法行为（行政处罚法第五十七条第二款）", "heard": "已举行听证",
    "review_disagreement": "与法制审核意见不一致", "benchmark": "突破裁量基准", "extension": "第二次延长办案期限",
    "local": "地方规定",
}  # fmt: skip


@transaction.atomic(durable=True)
def refer_discussion(
    *, case_id: int, by: Actor, at: datetime, referred_on: date, ground: str, agenda: str
) -> Discussion:
    """Open the discussion: why (行政处罚法第五十七条第二款 or a local rule) and what the members get to read.

    Raises:
        cases.acting.DayAhead, cases.acting.DayTooEarly: for a day in the future or before the step began.
    """
    case = lock(case_id)
    step = require_open(case, "refer_discussion")
    checked_day(referred_on, at=at, field="referred_on", not_before=clock.day_of(step.entered_at))
    made = Discussion.objects.create(case=case, referred_on=referred_on, ground=ground, agenda=agenda)
    keep_sheet(
        case=case,
        code="TQ",
        title="集体讨论提请表",
        by=by,
        at=at,
        step="C01",
        rows=[("提请日期", chinese_day(referred_on)), ("理由", GROUND_WORDS.get(ground, ground))],
    )
    keep_sheet(case=case, code="YT", title="议题单", by=by, at=at, step="C02", rows=[("材料", agenda)])
    close_step(case, act="refer_discussion", by=by, at=at, outcome="referred", body={"ground": ground})
    close_step(case, act="submit_agenda", by=by, at=at, outcome="complete", body={"agenda": agenda})
    return made
