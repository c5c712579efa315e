"""Decide on the transfer to the police (T03): the principal head, within three days, reasons for a refusal (第五条)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import alone, close_step, lock, require_open
from cases.documents.sheets import keep_sheet
from cases.models import PoliceTransfer
from cases.outcomes.police import LAW, is_principal, resume, running
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed


class NotPrincipal(NotAllowed):
    """Refuse a deputy: only the principal head, or who leads the agency for the head, decides."""

    sentence = _("Only the principal head, or who leads the agency for the head, decides on a transfer to the police.")
    article = f"{LAW}第五条"
    remedy = _("Ask the principal head to open this step; a deputy cannot.")


class ReasonsMissing(Invalid):
    """Refuse not to transfer without reasons."""

    sentence = _("Not to transfer needs reasons: they are kept in the file.")
    article = f"{LAW}第五条"


@transaction.atomic(durable=True)
def approve_transfer(*, case_id: int, by: Actor, at: datetime, outcome: str, reasons: str = "") -> PoliceTransfer:
    """Approve, and twenty-four hours to send begin; or refuse with reasons, and the case goes on.

    Raises:
        NotPrincipal: for a deputy. ReasonsMissing: on its field.
    """
    case = lock(case_id)
    step = require_open(case, "approve_transfer")
    transfer = running(case)
    if not is_principal(case, by.person_id, at):
        raise NotPrincipal
    if outcome == "refused" and not reasons.strip():
        raise ReasonsMissing(field="reasons")
    transfer.decided_at, transfer.decided_by = at, by.name
    transfer.approved, transfer.reasons = outcome == "approved", reasons
    transfer.save(update_fields=["decided_at", "decided_by", "approved", "reasons"])
    keep_sheet(
        case=case, code="YP", by=by, at=at, step=step.node.code,
        rows=[
            ("涉嫌罪名", transfer.crime), ("审批意见", "批准移送" if transfer.approved else "不批准移送"),
            ("理　　由", reasons or "—"), ("正职负责人", by.name),
        ],
    )  # fmt: skip
    close_step(
        case, act="approve_transfer", by=by, at=at, outcome=outcome, people=alone(by, "decide"),
        body={"transfer": transfer.pk, "reasons": reasons},
    )  # fmt: skip
    if not transfer.approved:
        resume(case, transfer, at)
    return transfer
