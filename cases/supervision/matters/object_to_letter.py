"""Object to a letter for the supervised organ, with reasons (行政执法监督条例第三十条): it is re-checked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.supervision.matters.acting import ORGAN, leave, needed
from cases.supervision.matters.answer_letter import AnsweredAlready, locked
from cases.supervision.matters.models import Answer, Letter
from cases.supervision.matters.papers import keep_file, keep_sheet
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Refusal


class ObjectedAlready(Refusal):
    """Refuse a second objection to one letter."""

    sentence = _("An objection to this letter was re-checked already; the letter stands.")
    article = "行政执法监督条例第三十条"
    remedy = _("Correct what the letter asks for and report on it.")


class NoObjection(Refusal):
    """Refuse an objection to the supervising body against what another organ wrote."""

    sentence = _("An opinion of reconsideration is not objected to here.")
    article = "中华人民共和国行政复议法第七十六条"
    remedy = _("Correct it and report; write to the organ of reconsideration what you think of it.")


@transaction.atomic(durable=True)
def object_to_letter(*, letter_id: int, by: Actor, at: datetime, text: str, evidence: Sequence[bytes] = ()) -> Answer:
    """Object to a letter; another supervisor than the one who issued it checks it again.

    Raises:
        NoObjection: to an opinion of reconsideration. ObjectedAlready: the second time.
        cases.supervision.matters.answer_letter.AnsweredAlready: after a report.
        TextMissing, cases.papers.FileNotTaken: on their fields. NotAllowed: for anybody but a head of the organ.
    """
    letter = locked(letter_id, by, at, "judge_answer")
    if letter.kind == Letter.Kind.REVIEW:
        raise NoObjection
    if letter.answers.filter(kind=Answer.Kind.OBJECTION).exists():
        raise ObjectedAlready
    if letter.answered_on is not None:
        raise AnsweredAlready
    made = Answer.objects.create(
        letter=letter, kind=Answer.Kind.OBJECTION, on=clock.day_of(at), author=by.name, text=needed(text, "text")
    )
    rows = [("文书文号", letter.number), ("异议理由", made.text)]
    keep_sheet(letter.matter, "YY", "异议书", rows, by=by, at=at, letter=letter, answer=made)
    for n, content in enumerate(evidence, start=1):
        keep_file(letter.matter, "YYF", f"异议材料{n}", content, by=by, at=at, letter=letter, answer=made)
    body = {"letter": letter.number, "answer": made.pk}
    leave(letter.matter, "judge_answer", by=by, at=at, outcome="objected", role=ORGAN, body=body,
          verb="object_to_letter")  # fmt: skip
    return made
