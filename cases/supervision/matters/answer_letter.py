"""Answer a letter for the supervised organ: report on the correction (V07) or on the execution (V13), with evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.matters.acting import ORGAN, lock, needed, note
from cases.supervision.matters.models import Answer, Letter
from cases.supervision.matters.papers import keep_file, keep_sheet
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, OutOfOrder


class EvidenceMissing(Invalid):
    """Refuse a report without evidence of what was corrected."""

    sentence = _("Add the evidence of what was corrected: at least one file.")
    article = "行政执法监督条例第二十七条、第二十八条"
    remedy = _("Scan or photograph the papers that show it, and choose those files.")


class AnsweredAlready(OutOfOrder):
    """Refuse a second report while the first is being looked at."""

    sentence = _("Your report is being looked at by the supervisors.")
    remedy = _("Wait: if something is missing, they send it back.")


@transaction.atomic(durable=True)
def answer_letter(*, letter_id: int, by: Actor, at: datetime, text: str, evidence: Sequence[bytes] = ()) -> Answer:
    """Report what was corrected or executed, with the files that show it; it leaves no step.

    Raises:
        EvidenceMissing, TextMissing, cases.papers.FileNotTaken: on their fields. AnsweredAlready: as named.
        NotAllowed: for anybody but a head of the organ.
    """
    letter = locked(letter_id, by, at, "judge_answer", "verify_execution")
    if letter.answered_on is not None:
        raise AnsweredAlready
    said = needed(text, "text")
    if not evidence:
        raise EvidenceMissing(field="evidence")
    made = Answer.objects.create(letter=letter, kind=Answer.Kind.REPORT, on=clock.day_of(at), author=by.name, text=said)
    letter.answered_on, letter.was_late = made.on, letter.was_late or made.on > letter.due_on
    letter.save(update_fields=["answered_on", "was_late"])
    executed = letter.kind == Letter.Kind.DECISION
    code, title = ("ZXB", "执行情况报告") if executed else ("QK", "纠正情况报告")
    rows = [("文书文号", letter.number), ("报告内容", said), ("证据材料", f"共{len(evidence)}份")]
    keep_sheet(letter.matter, code, title, rows, by=by, at=at, letter=letter, answer=made)
    kept = [
        keep_file(letter.matter, "ZJ", f"证据材料{n}", content, by=by, at=at, letter=letter, answer=made).sha256
        for n, content in enumerate(evidence, start=1)
    ]
    body = {"letter": letter.number, "answer": made.pk, "evidence": kept}
    note(letter.matter, act="answer_letter", by=by, at=at, body=body)
    return made


def locked(letter_id: int, by: Actor, at: datetime, *acts: str) -> Letter:
    """Return a letter of a matter locked at one of the steps, for a head of the organ; it must still be open.

    Raises:
        NotFound: if there is none. OutOfOrder: if it was settled, or another step is open.
    """
    letter = Letter.objects.filter(pk=letter_id).first()
    if letter is None:
        raise NotFound
    letter.matter = lock(letter.matter_id, *acts, by=by, at=at, duty=ORGAN)
    letter.refresh_from_db(fields=["answered_on", "due_on", "settled_on", "was_late"])
    if letter.settled_on is not None:
        raise OutOfOrder
    return letter
