"""Tell the reporter and the sender of a clue what became of it (市场监督管理投诉举报处理暂行办法第三十一条)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, lock, note
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.models import Case, Clue
from cases.rules.time import working
from cases.staffing.parameters import TELL_DAYS
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, OutOfOrder
from enforcement.flowcharts.calendar.current import calendar
from enforcement.organisation.duties.holding import require
from enforcement.organisation.parameters import value


class NobodyToTell(OutOfOrder):
    """Refuse to tell where nobody waits for it, or before the head decided on the filing."""

    sentence = _("Nobody waits for an answer now: it is given once the head has decided on the filing.")


class HowTold(Invalid):
    """Refuse an answer without how it was given."""

    sentence = _("Say how it was told, such as by telephone, by letter or through the platform.")


def decided_on(case: Case) -> date | None:
    """Return the day on which the filing was decided, either way."""
    left = case.run.records.filter(node__act="file_case").values_list("left_at", flat=True).last() if case.run else None
    return clock.day_of(left) if left else None


def tell_by(case: Case) -> date | None:
    """Return the last day to tell a known reporter; None where nobody is to be told, or was told."""
    clue, day = getattr(case, "clue", None), decided_on(case)
    if clue is None or not clue.has_reporter or clue.told_on is not None or day is None:
        return None
    return working(day, int(value(TELL_DAYS, agency=case.agency, on=day)), calendar())


def has_sender(case: Case) -> bool:
    """Return whether the agency that referred or ordered the clue still waits for its answer."""
    clue = getattr(case, "clue", None)
    return bool(clue and clue.sender and clue.answered_on is None)


@transaction.atomic(durable=True)
def tell_reporter(*, case_id: int, by: Actor, at: datetime, how: str, told_on: date | None = None) -> Clue:
    """Enter that the reporter was told whether the case is filed.

    Raises:
        NotAllowed: without the duty of handling. NobodyToTell, HowTold: as named.
    """
    case = lock(case_id)
    require(by=by, duty="handle", agency=case.agency)
    if tell_by(case) is None:
        raise NobodyToTell
    clue = case.clue
    clue.told_on = checked_day(told_on, at=at, field="told_on", not_before=decided_on(case))
    clue.told_how = _how(how)
    clue.save(update_fields=["told_on", "told_how"])
    result = "已立案" if case.filed_on else "不予立案"
    rows = [
        ("告知对象", "举报人（信息已密封）"),
        ("处理结果", result),
        ("告知方式", how),
        ("告知日期", chinese_day(clue.told_on)),
    ]
    keep_sheet(case=case, code="GJ", by=by, at=at, rows=rows)
    note(case, act="tell_reporter", by=by, at=at, body={"told_on": clue.told_on, "how": how})
    return clue


@transaction.atomic(durable=True)
def answer_sender(*, case_id: int, by: Actor, at: datetime, how: str, answered_on: date | None = None) -> Clue:
    """Enter that the agency which referred or ordered the clue was answered.

    Raises:
        NotAllowed: without the duty of handling. NobodyToTell, HowTold: as named.
    """
    case = lock(case_id)
    require(by=by, duty="handle", agency=case.agency)
    if not has_sender(case):
        raise NobodyToTell
    clue = case.clue
    clue.answered_on = checked_day(answered_on, at=at, field="answered_on", not_before=case.clue_on)
    said = _how(how)
    clue.save(update_fields=["answered_on"])
    keep_sheet(
        case=case, code="JBF", by=by, at=at,
        rows=[("来文机关", clue.sender), ("来文字号", clue.document or "—"), ("答　　复", said),
              ("答复日期", chinese_day(clue.answered_on))],
    )  # fmt: skip
    note(case, act="answer_sender", by=by, at=at, body={"answered_on": clue.answered_on, "how": said})
    return clue


def _how(text: str) -> str:
    if not text.strip():
        raise HowTold(field="how")
    return text.strip()[:120]


@transaction.atomic(durable=True)
def see_reporter(*, case_id: int, by: Actor, at: datetime, why: str) -> Clue:
    """Record that somebody sees who reported, and why; the page then shows it once.

    Raises:
        NotAllowed: without the duty of handling. NobodyToTell: if no reporter is known. HowTold: without a reason.
    """
    case = lock(case_id)
    require(by=by, duty="handle", agency=case.agency)
    clue = getattr(case, "clue", None)
    if clue is None or not clue.has_reporter:
        raise NobodyToTell
    found: Clue = clue
    if not why.strip():
        raise HowTold(_("Say why you need to know who reported: it is on the ledger of the case."), field="why")
    note(case, act="see_reporter", by=by, at=at, body={"why": why.strip()[:200]})
    return found
