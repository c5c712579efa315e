"""Sign the record, report, and return the file (H09 to H11)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, close_step, lock
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.hearings import go_on_after_hearing, hearing_of
from cases.hold_hearing import require_chair
from cases.models import Hearing
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, Refusal


class UnsignedWithoutNote(Invalid):
    """Refuse a record that is neither signed nor noted as refused."""

    sentence = _("Either the party signed the record, or the chair notes that they refused and why.")
    article = "中华人民共和国行政处罚法第六十四条第八项"


class PageUnsigned(Refusal):
    """Refuse to end while a page of the record carries neither the party's signature nor a note that it was refused."""

    article = "中华人民共和国行政处罚法第六十四条第八项"
    remedy = _("Open the record on the tablet: each page is signed, or the chair notes why not.")


def _pages_signed(hearing: Hearing) -> None:
    pages = list(hearing.pages.prefetch_related("signatures"))
    if not any(page.signatures.all() for page in pages):
        return  # signed on paper
    open_pages = [
        str(page.number) for page in pages if not any(s.role in {"party", "agent"} for s in page.signatures.all())
    ]
    if open_pages:
        raise PageUnsigned(_("The party has not signed page %(pages)s.") % {"pages": "、".join(open_pages)})


@transaction.atomic(durable=True)
def sign_hearing_record(*, case_id: int, by: Actor, at: datetime, signed: bool, refusal_note: str = "") -> Hearing:
    """Note that the party signed the record, or refused to.

    Raises:
        UnsignedWithoutNote: if neither is told. PageUnsigned: where pages were signed on the tablet, but not all.
    """
    case = lock(case_id)
    hearing = hearing_of(case)
    require_chair(hearing, by)
    _pages_signed(hearing)
    if not signed and not refusal_note.strip():
        raise UnsignedWithoutNote(field="refusal_note")
    hearing.record_signed, hearing.refusal_note = signed, refusal_note
    hearing.save(update_fields=["record_signed", "refusal_note"])
    keep_sheet(
        case=case,
        code="TB",
        title="听证笔录",
        by=by,
        at=at,
        step="H09",
        rows=[
            ("主持人", hearing.chair_name),
            ("记录员", hearing.recorder_name),
            ("到场人员", hearing.attendance),
            ("笔录", hearing.record),
            *((f"第{p.number}页", f"校验值 {p.sha256}") for p in hearing.pages.all()),
            ("核对签字", "当事人核对无误并签字" if signed else f"拒绝签字：{refusal_note}"),
        ],
    )
    close_step(
        case,
        act="sign_hearing_record",
        by=by,
        at=at,
        outcome="signed",
        body={"signed": signed, "refusal_note": refusal_note},
    )
    return hearing


@transaction.atomic(durable=True)
def report_hearing(*, case_id: int, by: Actor, at: datetime, reported_on: date, report: str) -> Hearing:
    """File the chair's report (山东省行政程序规定第八十三条: within ten days).

    Raises:
        NotTheChair: for anyone else. cases.acting.DayAhead, cases.acting.DayTooEarly: for a day in the future or before
        the hearing.
    """
    case = lock(case_id)
    hearing = hearing_of(case)
    require_chair(hearing, by)
    checked_day(reported_on, at=at, field="reported_on", not_before=hearing.held_on)
    hearing.reported_on, hearing.report = reported_on, report
    hearing.save(update_fields=["reported_on", "report"])
    keep_sheet(
        case=case,
        code="TR",
        title="听证报告",
        by=by,
        at=at,
        step="H10",
        rows=[("主持人", hearing.chair_name), ("报告日期", chinese_day(reported_on)), ("报告", report)],
    )
    close_step(
        case,
        act="report_hearing",
        by=by,
        at=at,
        outcome="filed",
        events={"hearing_reported": reported_on},
        body={"reported_on": reported_on},
    )
    return hearing


@transaction.atomic(durable=True)
def return_hearing(
    *, case_id: int, by: Actor, at: datetime, outcome: Literal["heard", "new_evidence"], opinion: str
) -> Hearing:
    """Return the file: the decision rests on the record (行政处罚法第六十五条), or evidence must be found first."""
    case = lock(case_id)
    hearing = hearing_of(case)
    require_chair(hearing, by)
    close_step(case, act="return_hearing", by=by, at=at, outcome=outcome, body={"opinion": opinion})
    go_on_after_hearing(case, to_on=clock.day_of(at))
    return hearing
