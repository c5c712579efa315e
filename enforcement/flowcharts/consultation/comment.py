"""Comment on a chart as one of the public, and answer as the agency."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, OutOfOrder
from enforcement.flowcharts.consultation.models import Consultation, PublicComment
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.flowcharts.publication.subject import locked, person_of, record
from enforcement.organisation.duties.holding import require


class PeriodOver(OutOfOrder):
    """Refuse a comment outside the days of the period."""

    sentence = _("The period for comments on this chart is over.")
    remedy = _("Write to the agency, or wait for the next draft.")


class AnsweredAlready(OutOfOrder):
    """Refuse a second answer: the first is public."""

    sentence = _("This comment has been answered.")


class NothingSaid(Invalid):
    """Refuse an empty comment or answer."""

    sentence = _("Nothing is written.")


@transaction.atomic(durable=True)
def send_comment(*, version_id: int, by: Actor, at: datetime, text: str, step: str = "") -> PublicComment:
    """Keep a comment of the public; no name is asked for.

    Raises:
        NotFound: if the version never was open for comments. PeriodOver: outside its days. NothingSaid: if empty.
    """
    if not text.strip():
        raise NothingSaid(field="text")
    version = locked(version_id)
    period = Consultation.objects.filter(version=version).first()
    if period is None:
        raise NotFound
    if clock.day_of(at) > period.closes_on or version.status != FlowchartVersion.Status.REVIEW:
        raise PeriodOver
    number = (period.comments.aggregate(last=Max("number"))["last"] or 0) + 1
    comment = PublicComment.objects.create(
        consultation=period, number=number, step=step[:20], text=text.strip()[:2000], sent_at=at
    )
    said = hashlib.sha256(comment.text.encode()).hexdigest()
    record(version, "comment", by=by, at=at, body={"comment": number, "step": comment.step, "text_sha256": said})
    return comment


@transaction.atomic(durable=True)
def answer_comment(*, comment_id: int, by: Actor, at: datetime, result: str, answer: str) -> PublicComment:
    """Answer a comment: adopted or not, and why.

    Raises:
        NotFound: if there is none. NotAllowed: without the duty ``chart``. AnsweredAlready: the second time.
        NothingSaid: without reasons.
    """
    found = PublicComment.objects.select_related("consultation").filter(pk=comment_id).first()
    if found is None:
        raise NotFound
    version = locked(found.consultation.version_id)
    require(by=by, duty="chart", agency=version.flowchart.agency)
    comment = PublicComment.objects.select_for_update().get(pk=comment_id)
    if comment.answered_at:
        raise AnsweredAlready
    if not answer.strip() or result not in PublicComment.Answer.values:
        raise NothingSaid(field="answer")
    comment.result, comment.answer = result, answer.strip()[:1000]
    comment.answered_by_id, comment.answered_at = person_of(by), at
    comment.save(update_fields=["result", "answer", "answered_by", "answered_at"])
    record(
        version, "answer", by=by, at=at, body={"comment": comment.number, "result": result, "answer": comment.answer}
    )
    return comment
