"""Send the file to the reviewer: what was sent, and from the second round on how each finding was corrected."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import lock, note, require_open
from cases.documents.sheets import keep_sheet
from cases.models import ReviewFile
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, OutOfOrder
from enforcement.organisation.duties.holding import require

ACT = "review"


class NothingSent(Invalid):
    """Refuse to send an empty file."""

    sentence = _("Tick what is sent: at least the report, the draft decision and the evidence.")
    article = "国办发〔2018〕118号第十三项"


class CorrectionMissing(Invalid):
    """Refuse to resubmit without saying what became of the findings."""

    sentence = _("The last opinion found faults: say how each was corrected.")


class SentAlready(OutOfOrder):
    """Refuse to send the same round twice."""

    sentence = _("The file of this round was sent already.")


@transaction.atomic(durable=True)
def send_file(*, case_id: int, by: Actor, at: datetime, titles: Iterable[str], answer: str = "") -> ReviewFile:
    """List what goes to the reviewer in this round.

    Raises:
        NotAllowed: without the duty of handling. SentAlready, NothingSent, CorrectionMissing.
    """
    case = lock(case_id)
    step = require_open(case, ACT)
    require(by=by, duty="handle", agency=case.agency)
    last = case.reviews.last()
    number = case.reviews.count() + 1
    if case.review_files.filter(round=number).exists():
        raise SentAlready
    listed = [title for title in titles if title.strip()]
    if not listed:
        raise NothingSent(field="titles")
    if last is not None and not last.passed and not answer.strip():
        raise CorrectionMissing(field="answer")
    made = ReviewFile.objects.create(
        case=case, round=number, sent_on=clock.day_of(at), sent_by=by.name, files=listed, answer=answer
    )
    rows = [("轮　　次", f"第{number}轮"), ("送审材料", "、".join(listed)), ("整改情况", answer or "首次送审")]
    keep_sheet(case=case, code="FSQ", by=by, at=at, step=step.node.code, rows=rows)
    note(case, act="send_review_file", by=by, at=at, body={"round": number, "files": listed, "answer": answer})
    return made
