"""Triage a matter (V02): a false alarm, correctable on the spot, or facts needed (条例第二十条、第二十六条)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.supervision.matters.acting import SUPERVISE, leave, lock, needed
from cases.supervision.matters.models import Matter
from cases.supervision.matters.papers import keep_sheet
from enforcement.actor import Actor

SAID = {"false_alarm": "误报，销号", "correctable": "可以当场纠正", "needs_facts": "需要调查，正式立项"}


@transaction.atomic(durable=True)
def triage_matter(*, matter_id: int, by: Actor, at: datetime, outcome: str, text: str) -> Matter:
    """Say what the matter is, and why.

    Raises:
        cases.supervision.matters.acting.TextMissing: on its field.
        enforcement.flowcharts.engine.refusals.UnknownOutcome: for another outcome.
    """
    matter = lock(matter_id, "triage_matter", by=by, at=at, duty=SUPERVISE)
    matter.triage = needed(text, "text")
    matter.save(update_fields=["triage"])
    rows = [("研判结果", SAID.get(outcome, outcome)), ("理　　由", matter.triage)]
    keep_sheet(matter, "YJ", "预警处置单", rows, by=by, at=at)
    body = {"reason": matter.triage}
    leave(matter, "triage_matter", by=by, at=at, outcome=outcome, role=SUPERVISE, body=body)
    return matter
