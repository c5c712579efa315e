"""Approve another lead officer (主办人): the lead changes when both have signed the hand-over list."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import lock, note, officers, require_open
from cases.assign import WHILE_HANDLED
from cases.documents.sheets import keep_sheet, named
from cases.models import Assignment, Handover
from cases.staffing.opening import open_handover
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.organisation.duties.holding import require


class SameLead(Invalid):
    """Refuse to change the lead to the same person."""

    sentence = _("This person leads the case already.")


class ChangeReasonMissing(Invalid):
    """Refuse a change of the lead without its reason."""

    sentence = _("Say why the lead is changed.")


class UnfitLead(Invalid):
    """Refuse a lead who may not act that day, or was recused."""

    sentence = _("This officer may not lead the case: the credential is not valid, or the officer was recused.")
    article = "中华人民共和国行政处罚法第四十二条、第四十三条"
    remedy = _("Choose an officer who may act; those who may not are grey, with the reason.")


@transaction.atomic(durable=True)
def change_lead(*, case_id: int, by: Actor, at: datetime, lead_id: int, reason: str, absence: str = "") -> Handover:
    """Approve the change and open the hand-over; the former lead leads until both have signed.

    ``absence`` says why the former lead cannot sign (ill, left): then the new lead signs alone.

    Raises:
        NotAllowed: without the duty of head. SameLead, ChangeReasonMissing, UnfitLead: on their fields.
    """
    case = lock(case_id)
    require_open(case, *WHILE_HANDLED)
    require(by=by, duty="decide", agency=case.agency)
    day = clock.day_of(at)
    lead = case.assignments.filter(to_on__isnull=True, role=Assignment.Role.LEAD).first()
    if lead is not None and lead.person_id == lead_id:
        raise SameLead(field="lead_id")
    if not reason.strip():
        raise ChangeReasonMissing(field="reason")
    found = officers(case, [lead_id], on=day)
    if not found or not found[0].standing.get("ok"):
        raise UnfitLead(field="lead_id")
    made = open_handover(case, lead, found[0], reason=reason, approver=by.name, on=day, absence=absence)
    keep_sheet(
        case=case, code="BG", by=by, at=at,
        rows=[("原主办人", lead.name if lead else "无"), ("新主办人", named(found)), ("理　　由", reason),
              ("批准人", by.name)],
    )  # fmt: skip
    note(
        case, act="change_lead", by=by, at=at, people=found,
        body={"lead": lead_id, "name": made.taker_name, "before": made.giver_name, "reason": reason,
              "absence": made.absence},
    )  # fmt: skip
    return made
