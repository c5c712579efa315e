"""Re-check an objection (V08): another supervisor upholds the letter or withdraws it (行政执法监督条例第三十条)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.documents.layout import chinese_day
from cases.supervision.matters.acting import SUPERVISE, leave, lock, needed, set_due
from cases.supervision.matters.judge_answer import open_letter, say, settle
from cases.supervision.matters.models import Answer, Matter
from cases.supervision.matters.papers import keep_sheet
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed


class OwnLetter(NotAllowed):
    """Refuse whoever issued the letter."""

    sentence = _("You issued this letter; another supervisor checks the objection.")
    article = "行政执法监督条例第三十条"
    remedy = _("Ask a colleague of the supervising body to do it.")


@transaction.atomic(durable=True)
def recheck_objection(
    *, matter_id: int, by: Actor, at: datetime, outcome: str, text: str, due_on: date | None = None
) -> Matter:
    """Uphold the letter (``upheld``) or withdraw it (``withdrawn``), with reasons.

    An upheld letter may get a new term, and needs one where its own has run out while the objection was checked.

    Raises:
        OwnLetter: for the one who issued it. Invalid: for a term that is not to come.
        cases.supervision.matters.acting.TextMissing: on its field.
    """
    matter = lock(matter_id, "recheck_objection", by=by, at=at, duty=SUPERVISE)
    letter, day = open_letter(matter), clock.day_of(at)
    if letter.issued_by_id == by.person_id:
        raise OwnLetter
    if outcome != "withdrawn" and (due_on or letter.due_on) <= day:  # the term ran out meanwhile: the organ gets time
        raise Invalid(_("The term must end after today."), field="due_on")
    why = needed(text, "text")
    objection = letter.answers.filter(kind=Answer.Kind.OBJECTION, verdict="").last()
    if objection is not None:
        say(objection, outcome, why, by=by, on=day)
    if outcome == "withdrawn":
        letter.is_withdrawn = True
        letter.save(update_fields=["is_withdrawn"])
        letter.corrections.filter(done_on__isnull=True).update(dropped_on=day)
        settle(letter, day)
    elif due_on is not None:
        letter.due_on = due_on
        letter.save(update_fields=["due_on"])
        letter.corrections.filter(done_on__isnull=True).update(due_on=due_on)
    said = "撤回监督文书" if outcome == "withdrawn" else f"维持监督文书，期限至{chinese_day(letter.due_on)}"
    rows = [("文书文号", letter.number), ("复核结论", said), ("理　　由", why)]
    keep_sheet(matter, "FH", "复核意见", rows, by=by, at=at, letter=letter, answer=objection)
    body = {"letter": letter.number, "reason": why, "due_on": letter.due_on}
    leave(matter, "recheck_objection", by=by, at=at, outcome=outcome, role=SUPERVISE, body=body)
    if outcome != "withdrawn":
        set_due(matter, letter.due_on)
    return matter
