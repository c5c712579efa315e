"""Question one person (行政处罚法第五十五条; 市监程序规定第二十九条): alone, read over, signed page by page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import DayAhead, as_json, note, signed
from cases.documents.layout import chinese_moment
from cases.evidence.questions import is_whole, pairs
from cases.evidence.when import lock_for
from cases.inquiries import write_inquiry
from cases.models import Inquiry, Interview
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid

ARTICLE = "市场监督管理行政处罚程序规定第二十九条"


class AnswersMissing(Invalid):
    """Refuse an interview without questions and answers."""

    sentence = _("Write each question and its answer on lines of their own that begin with Q: and A: (问：, 答：).")


class NotAlone(Invalid):
    """Refuse an interview of several people together."""

    sentence = _("Each person is questioned alone: tick it, or take the interview again one by one.")
    article = ARTICLE


class NotReadOver(Invalid):
    """Refuse a record that the person did not read or hear."""

    sentence = _("The record must be given to the person to read, or read to the person, before it is signed.")
    article = ARTICLE


class PagesUnsigned(Invalid):
    """Refuse pages without a signature where nothing says why."""

    sentence = _("Not every page is signed: say why, and who witnessed it.")
    article = "中华人民共和国行政处罚法第五十五条；市场监督管理行政处罚程序规定第二十九条"


class SpanWrong(Invalid):
    """Refuse an interview that ends before it begins, or in the future."""

    sentence = _("The interview ends before it begins.")


class OfficerElsewhere(Invalid):
    """Refuse an officer who questioned somebody else at the same time."""

    sentence = _("%(name)s questioned %(other)s at the same time: nobody is in two rooms at once.")


@transaction.atomic(durable=True)
def record_interview(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    respondent: str,
    capacity: str,
    begun_at: datetime,
    ended_at: datetime,
    answers: str,
    officer_ids: Iterable[int],
    pages: int,
    pages_signed: int,
    alone: bool,
    read_over: bool,
    place: str = "",
    helper_ids: Iterable[int] = (),
    refusal_note: str = "",
    credentials_shown: bool = True,
    rights_told: bool = True,
) -> Inquiry:
    """Record the interview of one person by two officers.

    Raises:
        AnswersMissing, NotAlone, NotReadOver, PagesUnsigned, SpanWrong, OfficerElsewhere: on their fields.
        cases.rules.registry.RuleBroken: with fewer than two officers whose credential is valid that day.
    """
    (case, step), asked, ids = lock_for(case_id, by), pairs(answers), list(officer_ids)
    _check_span(begun_at, ended_at, at)
    if not is_whole(asked):
        raise AnswersMissing(field="answers")
    if not alone:
        raise NotAlone(field="alone")
    if not read_over:
        raise NotReadOver(field="read_over")
    if pages_signed < pages and not refusal_note.strip():
        raise PagesUnsigned(field="refusal_note")
    _one_room(ids, begun_at, ended_at)
    summary = "\n".join(f"问：{question}\n答：{answer}" for question, answer in asked)
    closing = refusal_note or "以上笔录已交被询问人核对，与所述一致。"
    written = write_inquiry(
        case, kind=Inquiry.Kind.INTERVIEW, held_on=clock.day_of(begun_at), place=place, officer_ids=ids,
        subject=respondent[:80], summary=f"{summary}\n（共{pages}页，逐页签名{pages_signed}页。{closing}）",
        more=[("身　　份", capacity), ("询问时间", f"{chinese_moment(begun_at)}至{chinese_moment(ended_at)}")],
        helper_ids=helper_ids, credentials_shown=credentials_shown, rights_told=rights_told, by=by, at=at,
        step=step.node.code,
    )  # fmt: skip
    Interview.objects.create(
        inquiry=written.inquiry, respondent=respondent, capacity=capacity, begun_at=begun_at, ended_at=ended_at,
        answers=asked, pages=pages, pages_signed=pages_signed, read_over=read_over, refusal_note=refusal_note,
    )  # fmt: skip
    note(
        case, act="record_interview", by=signed(by, written.officers), at=at, people=written.officers,
        body={
            "inquiry": written.inquiry.pk, "respondent": respondent, "begun_at": begun_at, "ended_at": ended_at,
            "pages": pages, "pages_signed": pages_signed, "refusal": refusal_note,
            "people": as_json([*written.officers, *written.helpers]),
        },
    )  # fmt: skip
    return written.inquiry


def _check_span(begun_at: datetime, ended_at: datetime, at: datetime) -> None:
    if ended_at > at:
        raise DayAhead(field="ended_at")
    if ended_at <= begun_at:
        raise SpanWrong(field="ended_at")


def _one_room(ids: list[int], begun_at: datetime, ended_at: datetime) -> None:
    """Refuse officers who questioned somebody else within the same time, in any case."""
    other = (
        Interview.objects.filter(
            begun_at__lt=ended_at, ended_at__gt=begun_at, inquiry__officers__person_id__in=ids,
            inquiry__officers__role="officer",
        )
        .values_list("inquiry__officers__name", "respondent")
        .first()
    )  # fmt: skip
    if other is not None:
        raise OfficerElsewhere(
            OfficerElsewhere.sentence % {"name": other[0], "other": other[1]}, field="officer_ids"
        )  # fmt: skip
