"""Refuse a request for a hearing (H03, 山东省行政程序规定第七十七条): told in writing, with the reason."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, close_step, lock
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.hearings import hearing_of
from cases.hold_hearing import end
from cases.models import Case, Hearing
from cases.rules.time import hearing_request_until
from cases.settings import legal
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.flowcharts.calendar.current import calendar

GROUNDS: Final = {
    "late": "超过法定申请期限", "no_right": "拟作出的处罚不属于可以要求听证的范围",
    "not_party": "申请人不是当事人或者未取得当事人授权",
}  # fmt: skip


class NoGroundToRefuse(Invalid):
    """Refuse to turn away a request that the law lets the party make."""

    article = "中华人民共和国行政处罚法第六十三条、第六十四条第一项"
    remedy = _("Accept it, or choose the ground that holds.")


@transaction.atomic(durable=True)
def refuse_hearing(*, case_id: int, by: Actor, at: datetime, refused_on: date, ground: str) -> Hearing:
    """Refuse the request; what was said in it stays as defence.

    Raises:
        NoGroundToRefuse: if it came in time, the notice gave the right, or the ground is none of the law's.
        cases.acting.DayAhead, cases.acting.DayTooEarly: on the day.
    """
    case = lock(case_id)
    hearing = hearing_of(case)
    checked_day(refused_on, at=at, field="refused_on", not_before=hearing.requested_on)
    _check(case, hearing, ground, clock.day_of(at))
    hearing.refused_reason = GROUNDS[ground]
    hearing.save(update_fields=["refused_reason"])
    rows = [("申请日期", chinese_day(hearing.requested_on)), ("不予受理日期", chinese_day(refused_on)),
            ("不予受理的理由", GROUNDS[ground]), ("后续处理", "申请内容作为陈述、申辩意见一并复核")]  # fmt: skip
    keep_sheet(case=case, code="TBS", by=by, at=at, step="H03", rows=rows)
    close_step(
        case, act="accept_hearing", by=by, at=at, outcome="refused", body={"refused_on": refused_on, "ground": ground}
    )
    end(hearing, case_id=case.pk, by=by, at=at, on=refused_on, reason=ground)
    return hearing


def _check(case: Case, hearing: Hearing, ground: str, today: date) -> None:
    if ground not in GROUNDS:
        raise NoGroundToRefuse(_("Choose why the request is refused."), field="ground")
    notice = hearing.notice
    if ground == "late" and notice is not None:
        until = hearing_request_until(notice.served_on, legal(case.agency, today), calendar())
        if hearing.requested_on <= until:
            raise NoGroundToRefuse(_("The request came in time."), field="ground")
    if ground == "no_right" and notice is not None and notice.hearing_right:
        raise NoGroundToRefuse(_("The notice told the party of its right to a hearing."), field="ground")
