"""Accept a request for a hearing (H03)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from cases.acting import checked_day, close_step, lock
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.hearings import hearing_of
from cases.models import Hearing
from enforcement.actor import Actor


@transaction.atomic(durable=True)
def accept_hearing(*, case_id: int, by: Actor, at: datetime, accepted_on: date) -> Hearing:
    """Accept the request; Shandong then has the hearing held within twenty days (山东省行政程序规定第七十七条).

    Raises:
        cases.acting.DayAhead, cases.acting.DayTooEarly: for a day in the future or before the request.
    """
    case = lock(case_id)
    hearing = hearing_of(case)
    checked_day(accepted_on, at=at, field="accepted_on", not_before=hearing.requested_on)
    hearing.accepted_on = accepted_on
    hearing.save(update_fields=["accepted_on"])
    keep_sheet(
        case=case,
        code="TX",
        title="听证受理通知书",
        by=by,
        at=at,
        step="H03",
        rows=[("受理日期", chinese_day(accepted_on)), ("申请日期", chinese_day(hearing.requested_on))],
    )
    close_step(
        case,
        act="accept_hearing",
        by=by,
        at=at,
        outcome="accepted",
        events={"hearing_accepted": accepted_on},
        body={"accepted_on": accepted_on},
    )
    return hearing
