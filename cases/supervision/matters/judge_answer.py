"""Judge what the organ reported on a letter (V07): corrected, sent back, or not corrected."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.matters.acting import SUPERVISE, leave, lock, needed, note, set_due
from cases.supervision.matters.models import Answer, Letter, Matter
from cases.supervision.matters.papers import keep_sheet
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, OutOfOrder

VERDICTS: Final = {"accepted": "已纠正，予以认可", "returned": "退回补充", "not_corrected": "未纠正或者逾期"}


class NoAnswerYet(OutOfOrder):
    """Refuse to judge what the organ has not said while its term still runs."""

    sentence = _("The organ has not reported yet, and its term has not ended.")
    remedy = _("Wait for the report, or for the end of the term.")


@transaction.atomic(durable=True)
def judge_answer(
    *, matter_id: int, by: Actor, at: datetime, outcome: str, text: str, due_on: date | None = None
) -> Matter:
    """Accept the report, send it back with a new term, or state that nothing was corrected (or nothing reported).

    Raises:
        NoAnswerYet: as named. Invalid: without a new term for what is sent back, or for another outcome.
        cases.supervision.matters.acting.TextMissing: on its field.
    """
    matter = lock(matter_id, "judge_answer", by=by, at=at, duty=SUPERVISE)
    if outcome not in VERDICTS:
        raise Invalid(_("Choose what you found."), field="outcome")
    letter, day, why = open_letter(matter), clock.day_of(at), needed(text, "text")
    answer = letter.answers.filter(kind=Answer.Kind.REPORT, verdict="").first()
    if answer is None and (outcome != "not_corrected" or day <= letter.due_on):
        raise NoAnswerYet
    if outcome == "returned" and (due_on is None or due_on <= day):
        raise Invalid(_("Name a new day, after today, by which to report again."), field="due_on")
    if answer is not None:
        say(answer, "refused" if outcome == "not_corrected" else outcome, why, by=by, on=day)
    rows = [("文书文号", letter.number), ("核查结论", VERDICTS[outcome]), ("理　　由", why)]
    keep_sheet(matter, "HC", "纠正情况核查意见", rows, by=by, at=at, letter=letter, answer=answer)
    body = {"letter": letter.number, "verdict": outcome, "reason": why, "due_on": due_on}
    if outcome == "returned":
        letter.answered_on, letter.due_on = None, due_on or letter.due_on
        letter.save(update_fields=["answered_on", "due_on"])
        letter.corrections.filter(done_on__isnull=True).update(due_on=letter.due_on)
        set_due(matter, letter.due_on)
        note(matter, act="return_answer", by=by, at=at, body=body)
        return matter
    if outcome == "accepted" and answer is not None:
        letter.corrections.filter(done_on__isnull=True).update(done_on=answer.on, evidence=answer.text)
    settle(letter, day, late=answer is None)
    leave(matter, "judge_answer", by=by, at=at, outcome=outcome, role=SUPERVISE, body=body)
    return matter


def open_letter(matter: Matter) -> Letter:
    """Return the letter that waits for the organ or for the supervisors.

    Raises:
        OutOfOrder: if none does.
    """
    found = matter.letters.filter(settled_on__isnull=True).last()
    if found is None:
        raise OutOfOrder
    return found


def say(answer: Answer, verdict: str, why: str, *, by: Actor, on: date) -> None:
    """Write how an answer was judged."""
    answer.verdict, answer.verdict_on, answer.verdict_by, answer.verdict_text = verdict, on, by.name, why
    answer.save(update_fields=["verdict", "verdict_on", "verdict_by", "verdict_text"])


def settle(letter: Letter, on: date, *, late: bool = False) -> None:
    """End a letter: nothing more is awaited on it; ``late`` where its term ended without a report."""
    letter.settled_on, letter.was_late = on, letter.was_late or late
    letter.save(update_fields=["settled_on", "was_late"])
