"""Serve the notice of a hearing (H06)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from cases.acting import checked_day, close_step, lock, officers, require_open
from cases.documents.letters import keep_letter
from cases.documents.receipt import receipt_paper
from cases.hearing.sitting import seated
from cases.hearings import TooSoon, first_lawful_day, hearing_of, is_too_soon
from cases.models import Case, Hearing, Service
from cases.papers import store
from cases.service import METHODS
from cases.settings import legal
from enforcement import clock
from enforcement.actor import Actor
from enforcement.flowcharts.engine.advance import TakingPart


@transaction.atomic(durable=True)
def notify_hearing(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    served_on: date,
    officer_ids: Sequence[int],
    method: str = "direct",
    planned_on: date | None = None,
) -> Hearing:
    """Serve the notice with day, place, chair and recorder, seven working days before (行政处罚法第六十四条第二项).

    ``planned_on`` moves the hearing, where the day that was fixed no longer leaves the party its time.

    Raises:
        TooSoon: if fewer are left, naming the first lawful day.
        cases.acting.DayAhead, cases.acting.DayTooEarly: for a day in the future or before the step began.
        cases.rules.registry.RuleBroken: R01, R02 on the serving officers.
    """
    case = lock(case_id)
    hearing = hearing_of(case)
    step = require_open(case, "notify_hearing")
    checked_day(served_on, at=at, field="served_on", not_before=clock.day_of(step.entered_at))
    rules = legal(case.agency, clock.day_of(at))
    planned = planned_on or hearing.planned_on or served_on
    if is_too_soon(served_on, planned, rules.hearing_notice_days, clear=rules.hearing_notice_clear):
        raise TooSoon(first_lawful_day(served_on, rules.hearing_notice_days, clear=rules.hearing_notice_clear))
    people = officers(case, officer_ids, on=served_on)
    hearing.notice_served_on, hearing.planned_on = served_on, planned
    hearing.save(update_fields=["notice_served_on", "planned_on"])
    Service.objects.create(
        case=case,
        document="hearing_notice",
        method=method,
        served_on=served_on,
        officers=[{"person_id": p.person_id, "name": p.name, **p.standing} for p in people],
    )
    _papers(case, hearing, people, by=by, at=at, served_on=served_on, method=method)
    close_step(
        case,
        act="notify_hearing",
        by=by,
        at=at,
        outcome="public" if hearing.is_public else "closed",
        people=people,
        events={"hearing_notice_served": served_on, "hearing_on": planned},
        body={"served_on": served_on, "method": method, "planned_on": planned},
    )
    return hearing


def _papers(
    case: Case, hearing: Hearing, people: Sequence[TakingPart], *, by: Actor, at: datetime, served_on: date, method: str
) -> None:
    helping = [f"{title}：{who.name}。" for title, who in seated(hearing) if title in {"听证员", "翻译"}]
    how = "听证公开举行。" if hearing.is_public else f"听证不公开举行：{hearing.closed_reason}。"
    keep_letter(case=case, code="TT", on=served_on, by=by, at=at, step="H06", more=[*helping, how])
    store(
        case=case, code="TSD", title="送达回证（听证通知书）", by=by, at=at, step="H06",
        content=receipt_paper(case, document="听证通知书", number=case.number, served_on=served_on,
                              method=METHODS[method][0], receiver="", people=people),
    )  # fmt: skip
