"""Take up a suspended hearing again (H12): a new day, told anew by two officers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from cases.acting import DayOver, close_step, lock, officers
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.hearing.renotify import renotify
from cases.hearings import TooSoon, first_lawful_day, hearing_of, is_too_soon
from cases.hold_hearing import require_chair
from cases.models import Hearing
from cases.settings import legal
from enforcement import clock
from enforcement.actor import Actor


@transaction.atomic(durable=True)
def adjourn_hearing(
    *, case_id: int, by: Actor, at: datetime, planned_on: date, note: str, officer_ids: Sequence[int],
    served_on: date | None = None, method: str = "direct",
) -> Hearing:  # fmt: skip
    """Fix the new day, serve the notice of it, and begin the next session.

    Raises:
        cases.hold_hearing.NotTheChair: for anyone else. cases.acting.DayOver: for a day that is over.
        cases.hearings.TooSoon: if the party has less time than the setting gives it.
        cases.rules.registry.RuleBroken: R01, R02 on the serving officers.
    """
    case = lock(case_id)
    hearing = hearing_of(case)
    require_chair(hearing, by)
    today = clock.day_of(at)
    served = served_on or today
    if planned_on < today:
        raise DayOver(field="planned_on")
    rules = legal(case.agency, today)
    days, clear = rules.hearing_resume_days, rules.hearing_notice_clear
    if is_too_soon(served, planned_on, days, clear=clear):
        raise TooSoon(first_lawful_day(served, days, clear=clear), days)
    people = officers(case, officer_ids, on=served)
    hearing.planned_on, hearing.session, hearing.opened_at = planned_on, hearing.session + 1, None
    hearing.save(update_fields=["planned_on", "session", "opened_at"])
    hearing.breaks.filter(to_on=None).update(to_on=planned_on, notice_served_on=served, note=note)
    keep_sheet(
        case=case, code="TZZ", title="听证恢复通知书", by=by, at=at, step="H12",
        rows=[("恢复听证日期", chinese_day(planned_on)), ("说　　明", note)],
    )  # fmt: skip
    renotify(
        case, hearing, people, by=by, at=at, served_on=served, method=method, step="H12", why=f"中止后恢复听证：{note}"
    )
    close_step(
        case, act="adjourn_hearing", by=by, at=at, outcome="resumed", events={"hearing_on": planned_on},
        body={"planned_on": planned_on, "served_on": served, "note": note},
    )  # fmt: skip
    return hearing
