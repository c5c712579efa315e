"""Announce a public hearing (H07)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from cases.acting import checked_day, close_step, lock
from cases.documents.letters import keep_letter
from cases.hearings import hearing_of
from cases.models import Hearing
from enforcement.actor import Actor


@transaction.atomic(durable=True)
def announce_hearing(*, case_id: int, by: Actor, at: datetime, announced_on: date, where: str) -> Hearing:
    """Post the announcement; late posting is a yellow finding, no bar (市场监督管理行政处罚听证办法第二十二条).

    Raises:
        cases.acting.DayAhead, cases.acting.DayTooEarly: for a day in the future or before the acceptance.
    """
    case = lock(case_id)
    hearing = hearing_of(case)
    checked_day(announced_on, at=at, field="announced_on", not_before=hearing.accepted_on)
    hearing.announced_on = announced_on
    hearing.save(update_fields=["announced_on"])
    keep_letter(
        case=case, code="TGG", on=announced_on, by=by, at=at, step="H07", more=[f"公告处：{where}。"], addressee=False
    )  # fmt: skip
    close_step(
        case,
        act="announce_hearing",
        by=by,
        at=at,
        outcome="announced",
        body={"announced_on": announced_on, "where": where},
    )
    return hearing
