"""Assign the lead and the assisting officers (P04, 行政处罚法第四十二条; 市场监督管理行政处罚程序规定第十九条)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import close_step, lock, officers, require_open
from cases.documents.sheets import keep_sheet, named
from cases.models import Assignment, Case
from cases.staffing.opening import open_handover
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.flowcharts.engine.advance import TakingPart

WHILE_HANDLED: Final = frozenset({
    "investigate", "preserve", "seize", "conclude_investigation", "check_case", "propose", "notify_party",
    "hear_defence", "review", "decide", "draw_up_decision", "serve", "publish_decision", "record_payment", "close_case",
    "accept_hearing", "designate_chair", "schedule_hearing", "notify_hearing", "announce_hearing", "hold_hearing",
    "adjourn_hearing", "end_hearing", "sign_hearing_record", "report_hearing", "return_hearing", "refer_discussion",
    "convene", "reconvene", "report_case", "hear_members", "conclude_discussion", "state_reasons", "sign_minutes",
    "return_discussion",
})  # fmt: skip
"""The steps during which a case has officers and measures that may change."""


class AssistantMissing(Invalid):
    """Refuse to leave a lead officer alone."""

    sentence = _("At least one other officer must assist the lead: two people enforce the law together.")
    article = "中华人民共和国行政处罚法第四十二条"
    remedy = _("Choose one or more assisting officers.")


@transaction.atomic(durable=True)
def assign(
    *, case_id: int, by: Actor, at: datetime, lead_id: int, co_ids: Sequence[int], reason: str = ""
) -> list[Assignment]:
    """Name exactly one lead and at least one assisting officer; assignments before this one end.

    Raises:
        AssistantMissing: without a second person.
        enforcement.flowcharts.engine.refusals.GuardFailed, cases.rules.registry.RuleBroken: if fewer than two of them
        hold a credential valid that day in the case's field and agency, or one has been recused.
    """
    case = lock(case_id)
    step = require_open(case, "assign")
    others = [pk for pk in dict.fromkeys(co_ids) if pk != lead_id]
    if not others:
        raise AssistantMissing(field="co_ids")
    day = clock.day_of(at)
    people = officers(case, [lead_id, *others], on=day)
    former = case.assignments.filter(role=Assignment.Role.LEAD).last()
    case.assignments.filter(to_on__isnull=True).update(to_on=day)
    made = write_assignments(case, people, lead_id, day, reason)
    if former is not None and former.person_id != lead_id:
        open_handover(case, former, people[0], reason=reason or "重新指定主办人", approver=by.name, on=day)
    keep_sheet(
        case=case, code="ZD", by=by, at=at, step=step.node.code,
        rows=[("主办人", named(people[:1])), ("协办人", named(people[1:])), ("说　　明", reason or "无")],
    )  # fmt: skip
    close_step(
        case, act="assign", by=by, at=at, outcome="assigned", people=people,
        body={"lead": lead_id, "assisting": others, "reason": reason},
    )  # fmt: skip
    return made


def write_assignments(
    case: Case, people: Iterable[TakingPart], lead_id: int, day: date, reason: str
) -> list[Assignment]:
    """Write the parts of officers in a case from a day on, one of them the lead."""
    return [
        Assignment.objects.create(
            case=case, person_id=p.person_id, name=p.name, credential=p.credential, standing=dict(p.standing),
            role=Assignment.Role.LEAD if p.person_id == lead_id else Assignment.Role.CO, from_on=day, reason=reason,
        )
        for p in people
    ]  # fmt: skip
