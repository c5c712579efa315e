"""Check a clue before filing (P02, 行政处罚法第五十四条; 市场监督管理行政处罚程序规定第十八条)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from cases.acting import checked_day, close_step, lock, require_open, signed
from cases.inquiries import write_inquiry
from cases.models import Inquiry
from enforcement.actor import Actor


@transaction.atomic(durable=True)
def check_clue(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    officer_ids: Iterable[int],
    summary: str,
    held_on: date | None = None,
    place: str = "",
    subject: str = "",
    helper_ids: Iterable[int] = (),
    credentials_shown: bool = True,
    rights_told: bool = True,
) -> Inquiry:
    """Record what two officers found and send the clue to the head for filing.

    Raises:
        cases.inquiries.CredentialNotShown, cases.inquiries.RightsNotTold: where the officers did not.
        cases.rules.registry.RuleBroken: with fewer than two officers whose credential is valid that day.
    """
    case = lock(case_id)
    step = require_open(case, "check_clue")
    written = write_inquiry(
        case, kind=Inquiry.Kind.CHECK, summary=summary, place=place, subject=subject,
        held_on=checked_day(held_on, at=at, field="held_on", not_before=case.clue_on),
        officer_ids=officer_ids, helper_ids=helper_ids, credentials_shown=credentials_shown, rights_told=rights_told,
        by=by, at=at, step=step.node.code,
    )  # fmt: skip
    close_step(
        case, act="check_clue", by=signed(by, written.officers), at=at, outcome="checked",
        people=[*written.officers, *written.helpers],
        body={"inquiry": written.inquiry.pk, "held_on": written.inquiry.held_on},
    )  # fmt: skip
    return written.inquiry
