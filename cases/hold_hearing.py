"""Hold a hearing, adjourn it, or end it (H08, H12, H13)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import DayTooEarly, checked_day, close_step, lock
from cases.documents.sheets import keep_sheet
from cases.hearings import go_on_after_hearing, hearing_of
from cases.models import Hearing
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed

END_REASONS = ("withdrawn", "no_show", "walk_out", "party_ended")
LATE = "late"


class NotTheChair(NotAllowed):
    """Refuse anyone but the designated chair."""

    sentence = _("Only the chair who was designated may do this.")
    remedy = _("Ask the head to designate another chair if this one cannot attend.")


class BeforeItsDay(Invalid):
    """Refuse a hearing held before the day that the party was told."""

    sentence = _("The hearing cannot be held before the day of which the party was notified.")


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
        EndReason: if it ends without a ground.
        cases.rules.registry.RuleBroken: R13, R14.
    """
    case = lock(case_id)
    hearing = hearing_of(case)
    require_chair(hearing, by)
    checked_day(held_on, at=at, field="held_on")
    if hearing.planned_on and held_on < hearing.planned_on:
        raise BeforeItsDay(field="held_on")
    if outcome == "ended" and reason not in END_REASONS:
        raise EndReason(field="reason")
    if outcome == "closed":
        hearing.held_on = held_on
    hearing.attendance = attendance
    hearing.record = "\n\n".join(part for part in (hearing.record, record) if part)
    hearing.save(update_fields=["held_on", "attendance", "record"])
    close_step(
        case,
        act="hold_hearing",
        by=by,
        at=at,
        outcome=outcome,
        facts={"heard": True} if outcome == "closed" else None,
        body={"held_on": held_on, "attendance": attendance, "reason": reason},
    )
    if outcome == "ended":
        end(hearing, case_id=case_id, by=by, at=at, on=held_on, reason=reason)
    return hearing


@transaction.atomic(durable=True)
def adjourn_hearing(*, case_id: int, by: Actor, at: datetime, planned_on: date, note: str) -> Hearing:
    """Take up an adjourned hearing again on a new day.

    Raises:
        NotTheChair: for anyone else. cases.acting.DayTooEarly: for a day that is over.
    """
    case = lock(case_id)
    hearing = hearing_of(case)
    require_chair(hearing, by)
    if planned_on < clock.day_of(at):
        raise DayTooEarly(field="planned_on")
    hearing.planned_on = planned_on
    hearing.save(update_fields=["planned_on"])
    keep_sheet(
        case=case,
        code="TZZ",
        title="听证中止（恢复）通知书",
        by=by,
        at=at,
        step="H12",
        rows=[("恢复听证日期", planned_on.isoformat()), ("说明", note)],
    )
    close_step(
        case,
        act="adjourn_hearing",
        by=by,
        at=at,
        outcome="resumed",
        events={"hearing_on": planned_on},
        body={"planned_on": planned_on, "note": note},
    )
    return hearing


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
    hearing.ended_on, hearing.end_reason = on, reason
    hearing.save(update_fields=["ended_on", "end_reason"])
    keep_sheet(
        case=hearing.case,
        code="TZ2",
        title="听证终止记录",
        by=by,
        at=at,
        step="H13",
        rows=[("终止日期", on.isoformat()), ("原因", reason)],
    )
    case = lock(case_id)
    close_step(case, act="end_hearing", by=by, at=at, outcome="waived", body={"ended_on": on, "reason": reason})
    go_on_after_hearing(case, to_on=clock.day_of(at))
