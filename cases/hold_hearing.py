"""Hold a hearing or end it (H08, H13)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final, Literal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, close_step, lock
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.hearing.sitting import check_seats
from cases.hearing.transcript import sha, write_pages
from cases.hearings import go_on_after_hearing, hearing_of
from cases.models import Case, Hearing, HearingBreak
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed

SUSPENDED: Final = {
    "force_majeure": "不可抗力致使当事人不能参加", "party_died": "当事人死亡或者终止，等待承受人",
    "recusal": "申请回避，需要重新指定", "new_evidence": "需要新的证人到场或者重新鉴定",
    "other": "其他应当中止的情形",
}  # fmt: skip
"""Grounds to suspend (市场监督管理行政处罚听证办法第二十六条)."""
END_REASONS = ("withdrawn", "no_show", "walk_out", "party_ended")
LATE = "late"


class NotTheChair(NotAllowed):
    """Refuse anyone but the designated chair."""

    sentence = _("Only the chair who was designated may do this.")
    remedy = _("Ask the head to designate another chair if this one cannot attend.")


class BeforeItsDay(Invalid):
    """Refuse a hearing held before the day that the party was told."""

    sentence = _("The hearing cannot be held before the day of which the party was notified.")


class SuspensionGround(Invalid):
    """Refuse to suspend without one of the grounds."""

    sentence = _("Name why the hearing is suspended.")
    article = "市场监督管理行政处罚听证办法第二十六条"


class EndReason(Invalid):
    """Refuse an end without one of the grounds of the law."""

    sentence = _("Name why the hearing ends: withdrawn, absent without reason, left without leave, party ended.")
    article = "中华人民共和国行政处罚法第六十四条第六项"


def require_chair(hearing: Hearing, by: Actor) -> None:
    """Refuse anyone but the designated chair.

    Raises:
        NotTheChair: naming nobody.
    """
    if by.kind != "system" and hearing.chair_id != by.person_id:
        raise NotTheChair


@transaction.atomic(durable=True)
def hold_hearing(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    held_on: date,
    attendance: str,
    record: str,
    outcome: Literal["closed", "adjourned", "ended"] = "closed",
    reason: str = "",
) -> Hearing:
    """Keep the record of a session (行政处罚法第六十四条第五至八项).

    Raises:
        NotTheChair: for anyone else. BeforeItsDay: if ``held_on`` precedes the notified day.
        cases.acting.DayAhead: for a day in the future.
        EndReason, SuspensionGround: if it ends or is suspended without a ground.
        cases.hearing.sitting.RecusalUndecided, cases.hearing.sitting.RecusedSits: if somebody may not sit.
        cases.rules.registry.RuleBroken: R13, R14.
    """
    case = lock(case_id)
    hearing = hearing_of(case)
    require_chair(hearing, by)
    return write_session(
        case, hearing, by=by, at=at, held_on=held_on, attendance=attendance, record=record, outcome=outcome,
        reason=reason,
    )  # fmt: skip


def write_session(
    case: Case, hearing: Hearing, *, by: Actor, at: datetime, held_on: date, attendance: str, record: str, outcome: str,
    reason: str = "", session: int = 0,
) -> Hearing:  # fmt: skip
    """Write what a session came to and leave step H08, in the transaction of the act.

    ``session`` is its number where it was kept on the tablet: the closed record is then cut into pages.

    Raises:
        as :func:`hold_hearing`.
    """
    checked_day(held_on, at=at, field="held_on")
    if hearing.planned_on and held_on < hearing.planned_on:
        raise BeforeItsDay(field="held_on")
    if outcome == "ended" and reason not in END_REASONS:
        raise EndReason(field="reason")
    if outcome == "adjourned" and reason not in SUSPENDED:
        raise SuspensionGround(field="reason")
    check_seats(case, hearing, on=held_on)
    if outcome == "closed":
        hearing.held_on = held_on
    hearing.attendance = "\n".join(part for part in (hearing.attendance, attendance) if part)
    hearing.record = "\n\n".join(part for part in (hearing.record, record) if part)
    hearing.save(update_fields=["held_on", "attendance", "record"])
    pages = write_pages(hearing) if session and outcome == "closed" else []
    if outcome == "adjourned":
        _suspend(case, hearing, by=by, at=at, on=held_on, ground=reason)
    close_step(
        case, act="hold_hearing", by=by, at=at, outcome=outcome, facts={"heard": True} if outcome == "closed" else None,
        body={"held_on": held_on, "attendance": attendance, "reason": reason, "record_sha256": sha(hearing.record),
              "pages": [page.sha256 for page in pages]},
    )  # fmt: skip
    if outcome == "ended":
        end(hearing, case_id=case.pk, by=by, at=at, on=held_on, reason=reason)
    return hearing


def _suspend(case: Case, hearing: Hearing, *, by: Actor, at: datetime, on: date, ground: str) -> None:
    HearingBreak.objects.create(hearing=hearing, kind="suspended", ground=ground, from_on=on)
    rows = [("中止日期", chinese_day(on)), ("中止原因", SUSPENDED[ground])]
    keep_sheet(case=case, code="TZZ", title="听证中止通知书", by=by, at=at, step="H08", rows=rows)


@transaction.atomic(durable=True)
def end_hearing(*, case_id: int, by: Actor, at: datetime, ended_on: date, reason: str) -> Hearing:
    """End the hearing where the request came late or the party gave it up (H13).

    Raises:
        EndReason: for any other ground. cases.acting.DayAhead, cases.acting.DayTooEarly: for a day in the future or
        before the request.
    """
    case = lock(case_id)
    hearing = hearing_of(case)
    if reason not in {LATE, *END_REASONS}:
        raise EndReason(field="reason")
    checked_day(ended_on, at=at, field="ended_on", not_before=hearing.requested_on)
    end(hearing, case_id=case.pk, by=by, at=at, on=ended_on, reason=reason)
    return hearing


def end(hearing: Hearing, *, case_id: int, by: Actor, at: datetime, on: date, reason: str) -> None:
    """Write the end of a hearing and leave step H13."""
    hearing.breaks.filter(to_on=None).update(to_on=on)
    hearing.ended_on, hearing.end_reason = on, reason
    hearing.save(update_fields=["ended_on", "end_reason"])
    keep_sheet(
        case=hearing.case,
        code="TZ2",
        title="听证终止记录",
        by=by,
        at=at,
        step="H13",
        rows=[("终止日期", chinese_day(on)), ("原因", reason)],
    )
    case = lock(case_id)
    close_step(case, act="end_hearing", by=by, at=at, outcome="waived", body={"ended_on": on, "reason": reason})
    go_on_after_hearing(case, to_on=clock.day_of(at))
