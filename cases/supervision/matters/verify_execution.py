"""Verify the execution of the government's decision (V13): executed, or something more must follow."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.matters.acting import SUPERVISE, leave, lock, needed, note, set_due
from cases.supervision.matters.judge_answer import NoAnswerYet, open_letter, say, settle
from cases.supervision.matters.models import Answer, Matter
from cases.supervision.matters.papers import keep_sheet
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid

SAID: Final = {
    "executed": "已执行", "follow_up": "需要通报、提出人员处理建议或者移送线索", "returned": "退回补充报告",
}  # fmt: skip


@transaction.atomic(durable=True)
def verify_execution(
    *, matter_id: int, by: Actor, at: datetime, outcome: str, text: str, executed: bool = False,
    due_on: date | None = None,
) -> Matter:  # fmt: skip
    """Close the execution (``executed``), go on (``follow_up``), or send the report back (``returned``).

    Raises:
        NoAnswerYet: before the report, while the term runs; after the term only ``follow_up`` is left.
        Invalid: without a new term for what is sent back. TextMissing: on its field.
    """
    matter = lock(matter_id, "verify_execution", by=by, at=at, duty=SUPERVISE)
    if outcome not in SAID:
        raise Invalid(_("Choose what you found."), field="outcome")
    letter, day, why = open_letter(matter), clock.day_of(at), needed(text, "text")
    answer = letter.answers.filter(kind=Answer.Kind.REPORT, verdict="").first()
    if answer is None and (outcome != "follow_up" or executed or day <= letter.due_on):
        raise NoAnswerYet
    if outcome == "returned" and (due_on is None or due_on <= day):
        raise Invalid(_("Name a new day, after today, by which to report again."), field="due_on")
    done = outcome == "executed" or (outcome == "follow_up" and executed)
    if answer is not None:
        say(answer, "accepted" if done else "returned" if outcome == "returned" else "refused", why, by=by, on=day)
        if done:
            letter.corrections.filter(done_on__isnull=True).update(done_on=answer.on, evidence=answer.text)
    rows = [("文书文号", letter.number), ("核查结论", SAID[outcome]), ("理　　由", why)]
    keep_sheet(matter, "ZXH", "执行情况核查意见", rows, by=by, at=at, letter=letter, answer=answer)
    body = {"letter": letter.number, "verdict": outcome, "executed": done, "reason": why, "due_on": due_on}
    if outcome == "returned":
        letter.answered_on, letter.due_on = None, due_on or letter.due_on
        letter.save(update_fields=["answered_on", "due_on"])
        letter.corrections.filter(done_on__isnull=True).update(due_on=letter.due_on)
        set_due(matter, letter.due_on)
        note(matter, act="return_report", by=by, at=at, body=body)
        return matter
    settle(letter, day, late=answer is None)
    leave(matter, "verify_execution", by=by, at=at, outcome=outcome, role=SUPERVISE, body=body)
    return matter
