"""Request a hearing: within the same act as the defence in which the party asks for it."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from cases.acting import close_step
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.hearings import stop_for_hearing
from cases.models import Case, Hearing, Notice
from cases.rules.time import hearing_request_until
from cases.settings import legal
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.flowcharts.calendar.current import calendar


class NoHearingRight(Refusal):
    """Refuse a hearing that the notice did not offer and article 63 does not give."""

    sentence = _("The notice gave no right to a hearing.")
    article = "中华人民共和国行政处罚法第六十三条"
    remedy = _("If the penalty is one of article 63, notify the party again with the right to a hearing.")


def request_hearing(
    *,
    case: Case,
    notice: Notice,
    by: Actor,
    at: datetime,
    requested_on: date,
    form: str = "written",
    said_by: str = "",
    words: str = "",
) -> Hearing:
    """Enter the request and leave steps H01 and H02, in the transaction of the defence that made it.

    A request after the term counts as late: the party is taken to have waived (行政处罚法第六十四条第一项).
    One in time stops the ninety days until the hearing is over, where the chart says so.

    Raises:
        NoHearingRight: if the notice offered none.
    """
    if not notice.hearing_right:
        raise NoHearingRight
    until = hearing_request_until(notice.served_on, legal(case.agency, clock.day_of(at)), calendar())
    late = requested_on > until
    made = Hearing.objects.create(
        case=case, notice=notice, requested_on=requested_on, request_form=form, requested_by=said_by
    )
    keep_sheet(
        case=case,
        code="TS",
        title="听证申请书（口头申请笔录）",
        by=by,
        at=at,
        step="H02",
        rows=[
            ("申请人", said_by or case.party.name),
            ("方　　式", "口头申请（已记录）" if form == "oral" else "书面申请"),
            *([("申请内容", words)] if words.strip() else []),
            ("申请日期", chinese_day(requested_on)),
            ("告知书", notice.number),
        ],
    )
    close_step(case, act="confirm_hearing_right", by=by, at=at, outcome="request", body={"notice": notice.number})
    close_step(
        case,
        act="request_hearing",
        by=by,
        at=at,
        outcome="late" if late else "in_time",
        events={"hearing_requested": requested_on},
        body={"requested_on": requested_on, "until": until},
    )
    if not late:
        stop_for_hearing(case, from_on=clock.day_of(at))
    return made
