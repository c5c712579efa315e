"""Fix the day and place of a hearing (H05)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import close_step, lock
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.hearings import TooSoon, first_lawful_day, hearing_of
from cases.models import Hearing
from cases.settings import legal
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid


class ReasonForClosedDoors(Invalid):
    """Refuse a hearing behind closed doors without one of the three grounds."""

    sentence = _("A hearing is public unless it touches a state secret, a trade secret or privacy: name the ground.")
    article = "中华人民共和国行政处罚法第六十四条第三项"


@transaction.atomic(durable=True)
def schedule_hearing(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    planned_on: date,
    place: str,
    is_public: bool = True,
    closed_reason: str = "",
) -> Hearing:
    """Hand the file to the chair and fix the hearing so that the party can still have seven clear working days.

    Raises:
        TooSoon: naming the first lawful day. ReasonForClosedDoors: if it is not public and no ground is named.
    """
    case = lock(case_id)
    hearing = hearing_of(case)
    rules = legal(case.agency, clock.day_of(at))
    first = first_lawful_day(clock.day_of(at), rules.hearing_notice_days, clear=rules.hearing_notice_clear)
    if planned_on < first:
        raise TooSoon(first)
    if not is_public and not closed_reason.strip():
        raise ReasonForClosedDoors(field="closed_reason")
    hearing.planned_on, hearing.place = planned_on, place
    hearing.is_public, hearing.closed_reason = is_public, closed_reason
    hearing.save(update_fields=["planned_on", "place", "is_public", "closed_reason"])
    keep_sheet(
        case=case,
        code="YJ",
        title="案卷移交清单",
        by=by,
        at=at,
        step="H05",
        rows=[("移交给", hearing.chair_name), ("听证日期", chinese_day(planned_on)), ("地点", place)],
    )
    close_step(
        case,
        act="schedule_hearing",
        by=by,
        at=at,
        outcome="fixed",
        events={"hearing_on": planned_on},
        body={"planned_on": planned_on, "place": place, "is_public": is_public},
    )
    return hearing
