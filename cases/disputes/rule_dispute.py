"""Rule on a dispute (D07): the government does, or sends it back to be coordinated again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.disputes.acting import keep_paper, leave, lock, needed
from cases.disputes.models import Dispute
from enforcement import clock
from enforcement.actor import Actor


@transaction.atomic(durable=True)
def rule_dispute(
    *, dispute_id: int, by: Actor, at: datetime, outcome: str, text: str, responsible_id: int | None = None
) -> Dispute:
    """Rule which agency is responsible and why (``ruled``), or send the dispute back (``returned``).

    Raises:
        cases.disputes.acting.TextMissing: on its field.
        enforcement.flowcharts.engine.refusals.NotYourStep: for anybody but the government.
    """
    dispute, _step = lock(dispute_id, "rule_dispute")
    said = needed(text, "text")
    if outcome == "ruled":
        dispute.ruling, dispute.ruled_on = said, clock.day_of(at)
        dispute.responsible_id = responsible_id or dispute.responsible_id
        dispute.save(update_fields=["ruling", "ruled_on", "responsible"])
    keep_paper(
        dispute, "执法争议裁决书" if outcome == "ruled" else "退回再协调意见", [("内　　容", said)], by=by, at=at
    )
    body = {"responsible": dispute.responsible_id, "text": said}
    leave(dispute, "rule_dispute", by=by, at=at, outcome=outcome, role="govern", body=body)
    return dispute
