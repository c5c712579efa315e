"""The steps of the justice bureau (D02 to D06, D08): accept, ask, meet, agree or propose, follow."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from cases.acting import checked_day
from cases.disputes.acting import keep_paper, leave, lock, needed, set_due
from cases.disputes.models import Dispute
from cases.disputes.parameters import OPINION, RULE
from cases.documents.layout import chinese_day
from cases.rules.time import plain, working
from enforcement import clock
from enforcement.actor import Actor
from enforcement.flowcharts.calendar.current import calendar
from enforcement.organisation.parameters import value

SUPERVISE = "supervise"


@transaction.atomic(durable=True)
def accept_dispute(*, dispute_id: int, by: Actor, at: datetime, outcome: str, text: str) -> Dispute:
    """Accept a dispute and ask each agency for its opinion by the term set, or refuse it with the reason."""
    dispute, _step = lock(dispute_id, "accept_dispute")
    reason, day = needed(text, "text"), clock.day_of(at)
    if outcome == "refused":
        dispute.refused_reason, dispute.ended_on = reason, day
        dispute.save(update_fields=["refused_reason", "ended_on"])
    else:
        due = working(day, value(OPINION, agency=dispute.applicant, on=day), calendar())
        dispute.opinions.update(asked_on=day, due_on=due)
        rows = [("被征求单位", "、".join(o.agency.name for o in dispute.opinions.select_related("agency"))),
                ("反馈期限", chinese_day(due))]  # fmt: skip
        keep_paper(dispute, "执法争议征求意见函", rows, by=by, at=at)
    said = "受理" if outcome == "accepted" else "不予受理"
    keep_paper(dispute, "执法争议受理审查意见", [("审查意见", said), ("理　　由", reason)], by=by, at=at)
    leave(dispute, "accept_dispute", by=by, at=at, outcome=outcome, role=SUPERVISE, body={"reason": reason})
    return dispute


@transaction.atomic(durable=True)
def ask_opinions(*, dispute_id: int, by: Actor, at: datetime, outcome: str, text: str) -> Dispute:
    """Leave the step of opinions: they are collected, or the dispute is withdrawn or settled among the agencies."""
    dispute, _step = lock(dispute_id, "ask_opinions")
    summary = needed(text, "text")
    if outcome == "withdrawn":
        dispute.ended_on = clock.day_of(at)
        dispute.save(update_fields=["ended_on"])
    given = [f"{o.agency.name}：{o.text or '未反馈'}" for o in dispute.opinions.select_related("agency")]
    keep_paper(dispute, "执法争议意见汇总", [("各方意见", "\n".join(given)), ("汇　　总", summary)], by=by, at=at)
    leave(dispute, "ask_opinions", by=by, at=at, outcome=outcome, role=SUPERVISE, body={"summary": summary})
    return dispute


@transaction.atomic(durable=True)
def hold_coordination(
    *, dispute_id: int, by: Actor, at: datetime, outcome: str, place: str, text: str, met_on: date | None = None
) -> Dispute:
    """Record the coordination meeting: agreed, not agreed, or more opinions needed."""
    dispute, step = lock(dispute_id, "hold_coordination")
    dispute.met_on = checked_day(met_on, at=at, field="met_on", not_before=clock.day_of(step.entered_at))
    dispute.place, dispute.minutes = place.strip(), needed(text, "text")
    dispute.save(update_fields=["met_on", "place", "minutes"])
    rows = [("会议时间", chinese_day(dispute.met_on)), ("会议地点", dispute.place), ("会议纪要", dispute.minutes)]
    keep_paper(dispute, "执法争议协调会议纪要", rows, by=by, at=at)
    body = {"met_on": dispute.met_on, "place": dispute.place}
    leave(dispute, "hold_coordination", by=by, at=at, outcome=outcome, role=SUPERVISE, body=body)
    return dispute


@transaction.atomic(durable=True)
def record_agreement(*, dispute_id: int, by: Actor, at: datetime, responsible_id: int, text: str) -> Dispute:
    """Record what the agencies agreed and which of them is responsible."""
    dispute, _step = lock(dispute_id, "record_agreement")
    dispute.agreement, dispute.responsible_id = needed(text, "text"), responsible_id
    dispute.save(update_fields=["agreement", "responsible"])
    keep_paper(dispute, "执法争议协调意见书", [("协调意见", dispute.agreement)], by=by, at=at)
    body = {"responsible": responsible_id}
    leave(dispute, "record_agreement", by=by, at=at, outcome="signed", role=SUPERVISE, body=body)
    return dispute


@transaction.atomic(durable=True)
def propose_ruling(*, dispute_id: int, by: Actor, at: datetime, responsible_id: int, text: str) -> Dispute:
    """Propose a ruling to the government, whose term begins."""
    dispute, _step = lock(dispute_id, "propose_ruling")
    dispute.proposal, dispute.responsible_id = needed(text, "text"), responsible_id
    dispute.save(update_fields=["proposal", "responsible"])
    keep_paper(dispute, "执法争议处理建议", [("处理建议", dispute.proposal)], by=by, at=at)
    body = {"responsible": responsible_id}
    moved = leave(dispute, "propose_ruling", by=by, at=at, outcome="proposed", role=SUPERVISE, body=body)
    day = clock.day_of(at)
    days = value(RULE, agency=dispute.applicant, on=day)
    set_due(moved.entered, "rule_dispute", plain(day, days, calendar()).due_on)
    return dispute


@transaction.atomic(durable=True)
def follow_dispute(*, dispute_id: int, by: Actor, at: datetime, text: str) -> Dispute:
    """Record that the agreement or the ruling took effect; the dispute ends."""
    dispute, _step = lock(dispute_id, "follow_dispute")
    dispute.effect, dispute.ended_on = needed(text, "text"), clock.day_of(at)
    dispute.save(update_fields=["effect", "ended_on"])
    keep_paper(dispute, "执法争议处理落实情况", [("落实情况", dispute.effect)], by=by, at=at)
    leave(dispute, "follow_dispute", by=by, at=at, outcome="effected", role=SUPERVISE, body={})
    return dispute
