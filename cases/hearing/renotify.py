"""Tell the party anew of day, place and who sits: after a postponement, and when a suspended hearing goes on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from cases.acting import checked_day, hold_rules
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet, named
from cases.hearing.sitting import seated
from cases.models import Case, Hearing, Service
from enforcement.actor import Actor
from enforcement.flowcharts.engine.advance import TakingPart


def renotify(
    case: Case, hearing: Hearing, people: Sequence[TakingPart], *, by: Actor, at: datetime, served_on: date,
    method: str, step: str, why: str,
) -> None:  # fmt: skip
    """Serve a new notice by two officers and keep its papers, in the transaction of the act.

    Raises:
        cases.acting.DayAhead, cases.acting.DayTooEarly: on the day of service.
        cases.rules.registry.RuleBroken: R01, R02 on the serving officers, R13 on the day.
    """
    checked_day(served_on, at=at, field="served_on", not_before=hearing.accepted_on)
    Service.objects.create(
        case=case, document="hearing_notice", method=method, served_on=served_on,
        officers=[{"person_id": p.person_id, "name": p.name, **p.standing} for p in people],
    )  # fmt: skip
    day = chinese_day(hearing.planned_on) if hearing.planned_on else ""
    sits = "；".join(f"{title}：{who.name}" for title, who in seated(hearing) if who.name)
    keep_sheet(
        case=case, code="TT", title="听证通知书（变更）", by=by, at=at, step=step,
        rows=[
            ("变更原因", why), ("听证日期", day), ("地　　点", hearing.place), ("听证人员", sits),
            ("权利告知", "当事人有权申请上述人员回避，可以亲自参加听证，也可以委托一至二人代理。"),
        ],
    )  # fmt: skip
    keep_sheet(
        case=case, code="TSD", title="送达回证（听证通知书）", by=by, at=at, step=step,
        rows=[("送达日期", chinese_day(served_on)), ("送达方式", method), ("送达人", named(people))],
    )  # fmt: skip
    hold_rules(case, "notify_hearing", at)
