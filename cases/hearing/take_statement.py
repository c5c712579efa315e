"""Take what the party says, whenever it says it: within its period, or late, until the decision (处罚法第四十五条)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, lock, note, require_open
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.documents.titles import title_of
from cases.hear_defence import NoNotice
from cases.models import Case, Defence, Notice
from cases.papers import take_in
from cases.rules.time import hearing_request_until
from cases.settings import legal
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, Refusal
from enforcement.flowcharts.calendar.current import calendar
from enforcement.organisation.duties.holding import require

UNTIL_DECIDED: Final = frozenset({
    "hear_defence", "accept_hearing", "designate_chair", "schedule_hearing", "notify_hearing", "announce_hearing",
    "hold_hearing", "adjourn_hearing", "sign_hearing_record", "report_hearing", "return_hearing", "end_hearing",
    "review", "refer_discussion", "submit_agenda", "convene", "reconvene", "report_case", "decide",
})  # fmt: skip


class NothingSaid(Invalid):
    """Refuse an empty statement."""

    sentence = _("Write down what the party said, in its own words.")


class HearingInTime(Refusal):
    """Refuse to treat a request for a hearing as late that came in time."""

    sentence = _("This request for a hearing came in time: it opens the hearing.")
    article = "中华人民共和国行政处罚法第六十四条第一项"
    remedy = _("Record it in the step “Hear and recheck the defence” with the outcome that a hearing is requested.")


@transaction.atomic(durable=True)
def take_statement(
    *, case_id: int, by: Actor, at: datetime, text: str, made_on: date | None = None, form: str = "written",
    said_by: str = "", asks_hearing: bool = False, file: bytes = b"",
) -> Defence:  # fmt: skip
    """Keep a statement for its recheck; a late request for a hearing is answered in writing and heard as defence.

    Raises:
        cases.hear_defence.NoNotice: before any notice. NothingSaid: without words. HearingInTime: for one in time.
        cases.acting.DayAhead, cases.acting.DayTooEarly: on the day.
    """
    case = lock(case_id)
    step = require_open(case, *UNTIL_DECIDED)
    require(by=by, duty="handle", agency=case.agency)
    notice = case.notices.last()
    if notice is None:
        raise NoNotice
    if not text.strip():
        raise NothingSaid(field="text")
    day = checked_day(made_on, at=at, field="made_on", not_before=notice.served_on)
    if asks_hearing:
        _refuse_hearing(case, notice, day, by=by, at=at, step=step.node.code)
    made = Defence.objects.create(
        notice=notice, made_on=day, text=text, form=form, said_by=said_by, late=day > notice.defence_until
    )
    _keep(case, made, file, by=by, at=at, step=step.node.code)
    body = {"defence": made.pk, "made_on": day, "form": form, "late": made.late, "asks_hearing": asks_hearing}
    note(case, act="take_statement", by=by, at=at, body=body)
    return made


def _refuse_hearing(case: Case, notice: Notice, day: date, *, by: Actor, at: datetime, step: str) -> None:
    until = hearing_request_until(notice.served_on, legal(case.agency, clock.day_of(at)), calendar())
    if notice.hearing_right and day <= until:
        raise HearingInTime(field="asks_hearing")
    why = f"超过{chinese_day(until)}的申请期限" if notice.hearing_right else "拟作出的处罚不属于可以要求听证的范围"
    rows = [("申请日期", chinese_day(day)), ("不予受理的理由", why), ("后续处理", "申请内容作为陈述、申辩意见一并复核")]
    keep_sheet(case=case, code="TBS", by=by, at=at, step=step, rows=rows)


def _keep(case: Case, made: Defence, file: bytes, *, by: Actor, at: datetime, step: str) -> None:
    keep_sheet(
        case=case, code="CS", by=by, at=at, step=step,
        rows=[
            ("日　　期", chinese_day(made.made_on)), ("陈述申辩人", made.said_by or case.party.name),
            ("方　　式", "口头（已记录）" if made.form == "oral" else "书面"),
            ("期　　限", "期限届满后提出" if made.late else "期限内提出"), ("陈述申辩", made.text),
        ],
    )  # fmt: skip
    if file:
        take_in(case=case, code="CSX", title=title_of("CSX"), content=file, by=by, at=at, step=step)
