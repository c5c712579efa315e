"""Close a matter (V12): the result goes into the register, and its alarm is settled (行政执法监督条例第三十四条)."""

from __future__ import annotations

import logging
from datetime import datetime
from functools import partial
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.supervision.matters.acting import SUPERVISE, leave, lock, needed, open_step
from cases.supervision.matters.models import Answer, Correction, Letter, Matter
from cases.supervision.matters.papers import keep_sheet
from cases.supervision.models import Alarm
from cases.supervision.settle import settle_alarm
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Refusal
from enforcement.flowcharts.models import StepRecord

log = logging.getLogger("cases.supervision")
SAID: Final = {
    "false_alarm": "误报销号", "on_spot": "当场纠正", "no_problem": "未发现问题", "corrected": "已纠正",
    "withdrawn": "监督文书已撤回", "declined": "政府不同意处理建议", "decided": "政府已作出决定",
    "disobeyed": "未落实行政复议意见书",
}  # fmt: skip
RESULTS: Final = {
    "V02": "false_alarm", "V03": "on_spot", "V04": "no_problem", "V07": "corrected", "V08": "withdrawn",
    "V09": "declined", "V13": "decided", "V11": "decided",
}  # fmt: skip
"""The result by the step from which the matter came to its end."""
OUTCOMES: Final = {
    "false_alarm": Alarm.Outcome.FALSE_ALARM, "no_problem": Alarm.Outcome.FALSE_ALARM,
    "on_spot": Alarm.Outcome.CORRECTED,
}  # fmt: skip
"""What the alarm came to, by the result; every other was taken up as a matter."""


class StillToCorrect(Refusal):
    """Refuse to close while something asked for is neither corrected nor accounted for."""

    sentence = _("Something is still to be corrected.")
    article = "行政执法监督条例第三十四条"
    remedy = _("Record in the correction list what came of it and who answers for it, then close the matter.")


def still_to_correct(matter: Matter) -> QuerySet[Correction]:
    """Return what was asked for and is neither corrected, nor dropped, nor accounted for."""
    return matter.corrections.filter(done_on__isnull=True, dropped_on__isnull=True, accountability="")


@transaction.atomic(durable=True)
def close_matter(*, matter_id: int, by: Actor, at: datetime, text: str) -> Matter:
    """Close a matter with its result, and settle the open alarm that it came from.

    Raises:
        StillToCorrect: as named. cases.supervision.matters.acting.TextMissing: on its field.
    """
    matter = lock(matter_id, "close_matter", by=by, at=at, duty=SUPERVISE)
    if still_to_correct(matter).exists():
        raise StillToCorrect
    matter.closing, matter.closed_on, matter.result = needed(text, "text"), clock.day_of(at), _result(matter)
    matter.save(update_fields=["closing", "closed_on", "result"])
    letters = "；".join(letter.number for letter in Letter.objects.filter(matter=matter)) or "无"
    rows = [("处理结果", SAID[matter.result]), ("制发文书", letters), ("销号说明", matter.closing)]
    keep_sheet(matter, "TZ", "监督台账", rows, by=by, at=at)
    body = {"result": matter.result, "text": matter.closing}
    leave(matter, "close_matter", by=by, at=at, outcome="archived", role=SUPERVISE, body=body)
    if matter.alarm_id is not None:
        reason = f"监督事项{matter.number}已办结：{SAID[matter.result]}。{matter.closing}"
        outcome = OUTCOMES.get(matter.result, Alarm.Outcome.MATTER)
        transaction.on_commit(partial(_settle, matter.alarm_id, by, at, reason[:500], outcome))
    return matter


def _result(matter: Matter) -> str:
    step = open_step(matter)
    if step is None:  # what became of the one letter of a reconsideration
        obeyed = Answer.objects.filter(letter__matter=matter, verdict=Answer.Verdict.ACCEPTED).exists()
        return "corrected" if obeyed else "disobeyed"
    came = StepRecord.objects.filter(run=step.run_id, pk=step.opened_by or step.pk).values_list("node__code", flat=True)
    return RESULTS[came[0]]


def _settle(alarm_id: int, by: Actor, at: datetime, reason: str, outcome: str) -> None:
    """Settle the alarm, once the matter is closed; one that is settled, or that another must settle, stays as it is."""
    if not Alarm.objects.filter(pk=alarm_id, state=Alarm.State.OPEN).exists():
        return
    try:
        settle_alarm(alarm_id=alarm_id, by=by, at=at, reason=reason, outcome=outcome)
    except Refusal:
        log.exception("the alarm %s was not settled with its matter", alarm_id)
