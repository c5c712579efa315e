"""Close the case (P21, 市场监督管理行政处罚程序规定第七十七条): for a reason that the file bears out."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import alone, close_step, lock, require_open
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.documents.titles import title_of
from cases.models import Case
from cases.outcomes.closing import WANTED, borne_out
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, Refusal

REASONS: Final[dict[str, tuple[str, str]]] = {
    "performed": ("处罚决定执行完毕", "The decision is performed"),
    "court": ("人民法院裁定执行或者终结执行", "Enforced or ended by the court"),
    "revoked": ("处罚决定被依法撤销", "The decision was annulled"),
    "no_penalty": ("决定不予行政处罚", "Decided without penalty"),
    "transferred": ("移送其他机关", "Transferred to another agency"),
    "crime": ("移送公安机关立案", "Taken over by the police"),
    "withdrawn": ("撤销立案或者终止调查", "Withdrawn"),
}
ARTICLE: Final = "市场监督管理行政处罚程序规定第七十七条"


class MeasuresLast(Refusal):
    """Refuse to close a case while things are held."""

    sentence = _("Things are still preserved or seized in this case.")
    article = "中华人民共和国行政强制法第二十七条、第二十八条；中华人民共和国行政处罚法第五十六条"
    remedy = _("Dispose of them first.")


class ReasonUnfounded(Invalid):
    """Refuse a reason that the file does not bear out."""

    sentence = _("The file does not bear this reason out: it ended in another way, or money is still owed.")
    article = ARTICLE
    remedy = _("Choose the way in which the case ended.")


class PapersMissing(Refusal):
    """Refuse to close a case whose file lacks a paper that it must have."""

    article = ARTICLE

    def __init__(self, codes: list[str]) -> None:
        titles = "、".join(title_of(code) for code in codes)
        super().__init__(
            _("The file lacks: %(titles)s.") % {"titles": titles}, remedy=_("Add the signed papers, then close.")
        )


class CashOut(Refusal):
    """Refuse to close a case while money that officers collected is not at the bank."""

    sentence = _("Money that officers collected has not reached the bank.")
    article = "中华人民共和国行政处罚法第七十一条"
    remedy = _("Hand it in and record the day.")


@transaction.atomic(durable=True)
def close_case(*, case_id: int, by: Actor, at: datetime, reason: str, opinion: str = "") -> Case:
    """Close the case for one of the reasons.

    Raises:
        MeasuresLast, CashOut: while something is still held. PapersMissing: for a file with gaps.
        ReasonUnfounded: on its field, for a reason that the file does not bear out.
    """
    case = lock(case_id)
    step = require_open(case, "close_case")
    _refuse(case, reason, at)
    case.closed_on, case.closure_reason = clock.day_of(at), reason
    case.save(update_fields=["closed_on", "closure_reason"])
    keep_sheet(
        case=case, code="JA", by=by, at=at, step=step.node.code,
        rows=[
            ("立案日期", chinese_day(case.filed_on) if case.filed_on else "未立案"),
            ("结案理由", REASONS[reason][0]), ("审批意见", opinion or "准予结案"), ("负责人", by.name),
        ],
    )  # fmt: skip
    close_step(
        case, act="close_case", by=by, at=at, outcome="closed", people=alone(by, "decide"),
        body={"reason": reason, "closed_on": case.closed_on, "opinion": opinion},
    )  # fmt: skip
    return case


def _refuse(case: Case, reason: str, at: datetime) -> None:
    if case.measures.filter(ended_on__isnull=True).exists():
        raise MeasuresLast
    if case.payments.filter(channel="on_the_spot", banked_on__isnull=True, amount__gt=0).exists():
        raise CashOut
    if not borne_out(case, reason, clock.day_of(at)):
        raise ReasonUnfounded(field="reason")
    there = set(case.papers.values_list("code", flat=True))
    missing = [code for code in WANTED[reason] if code not in there]
    if missing and case.run is not None and case.run.version.flowchart.code == "P":
        raise PapersMissing(missing)
