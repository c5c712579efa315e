"""Suspend the investigation on a ground of the closed list, and resume it (市场监督管理行政处罚程序规定第四十六条)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import alone, close_step, lock, note, require_open
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.models import Case, Suspension
from cases.suspension import start_clock, stop_clock
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, OutOfOrder
from enforcement.organisation.duties.holding import require

P33 = "P33"
ARTICLE = "市场监督管理行政处罚程序规定第四十六条"
GROUNDS = {
    "depends": "须以相关案件的裁判结果或者其他行政决定为依据，尚未审结或者尚未作出",
    "question": "涉及法律适用等问题，送请有权机关作出解释或者确认",
    "force": "因不可抗力致使案件暂时无法调查",
    "missing": "因当事人下落不明致使案件暂时无法调查",
    "other": "其他应当中止调查的情形",
}


class GroundNotListed(Invalid):
    """Refuse a ground that is not on the list."""

    sentence = _("Choose a ground of the list: an investigation is suspended on no other.")
    article = ARTICLE


class FactsMissing(Invalid):
    """Refuse a suspension that does not say what happened."""

    sentence = _("Say what happened and since when.")


class AlreadySuspended(OutOfOrder):
    """Refuse to suspend twice."""

    sentence = _("The investigation is suspended already.")


class NotSuspended(OutOfOrder):
    """Refuse to resume what the head did not suspend."""

    sentence = _("The head has not approved the suspension, so there is nothing to resume.")
    remedy = _("Approve the suspension first, or choose that it is not approved.")


@transaction.atomic(durable=True)
def approve_suspension(*, case_id: int, by: Actor, at: datetime, ground: str, facts: str) -> Suspension:
    """Approve the suspension: from today the clock of the decision stands.

    Raises:
        NotAllowed: without the head's duty. OutOfOrder: unless it was asked for. GroundNotListed, FactsMissing,
        AlreadySuspended: as named.
    """
    case = lock(case_id)
    step = require_open(case, "lift_suspension", "record")
    require(by=by, duty="decide", agency=case.agency)
    if step.node.code != P33:
        raise OutOfOrder
    if case.suspensions.filter(to_on__isnull=True).exists():
        raise AlreadySuspended
    if ground not in GROUNDS:
        raise GroundNotListed(field="ground")
    if not facts.strip():
        raise FactsMissing(field="facts")
    day = clock.day_of(at)
    made = Suspension.objects.create(case=case, ground=ground, facts=facts[:300], from_on=day, approver=by.name)
    keep_sheet(
        case=case, code="ZZ", by=by, at=at, step=P33,
        rows=[("中止事由", GROUNDS[ground]), ("情　　况", facts), ("中止日期", chinese_day(day)), ("批准人", by.name)],
    )  # fmt: skip
    stop_clock(case, from_on=day, document=f"中止调查决定书：{facts}")
    note(
        case, act="approve_suspension", by=by, at=at,
        body={"suspension": made.pk, "ground": ground, "facts": facts, "from_on": day},
    )  # fmt: skip
    return made


@transaction.atomic(durable=True)
def lift_suspension(*, case_id: int, by: Actor, at: datetime, outcome: str, because: str) -> Case:
    """Resume the investigation at once when the ground is gone, or go on because it was not approved.

    ``outcome`` is resumed or not_approved.

    Raises:
        NotSuspended: to resume without an approved suspension; AlreadySuspended: to disapprove one that was approved.
        FactsMissing: without the reason.
    """
    case = lock(case_id)
    step = require_open(case, "lift_suspension")
    lasting = case.suspensions.filter(to_on__isnull=True).first()
    if outcome == "resumed" and lasting is None:
        raise NotSuspended
    if outcome != "resumed" and lasting is not None:
        raise AlreadySuspended
    if not because.strip():
        raise FactsMissing(field="because")
    day = clock.day_of(at)
    if lasting is not None:
        lasting.to_on, lasting.lifted_because = day, because[:300]
        lasting.save(update_fields=["to_on", "lifted_because"])
        start_clock(case, to_on=day)
    keep_sheet(
        case=case, code="HF" if lasting else "ZZ0", by=by, at=at, step=step.node.code,
        rows=[
            ("结　　论", "恢复调查" if lasting else "不予中止调查"), ("理　　由", because),
            ("日　　期", chinese_day(day)), ("负责人", by.name),
        ],
    )  # fmt: skip
    close_step(
        case, act="lift_suspension", by=by, at=at, outcome=outcome, people=alone(by, "decide"),
        body={"because": because, "suspension": lasting.pk if lasting else None},
    )  # fmt: skip
    return case
