"""How long a public notice runs in the case's field, and the proof of a service in words."""

from __future__ import annotations

from datetime import date
from typing import Any

from cases.documents.layout import chinese_day
from cases.models import Case
from cases.service import NOTICE_DAYS, Proof
from cases.serving import parameters
from enforcement.organisation.parameters import value


def notice_days(case: Case, on: date) -> int:
    """Return the days of a public notice: thirty, in some fields sixty (民事诉讼法第九十五条 and the field's rules)."""
    told: dict[str, Any] = value(parameters.NOTICE_DAYS, agency=case.agency, on=on)
    return int(told.get(case.field, told.get("", NOTICE_DAYS)))


def said(proof: Proof) -> str:
    """Return the proof as the receipt of service says it."""
    words = [
        f"发出（公告）日期{chinese_day(proof.posted_on)}" if proof.posted_on else "",
        f"邮件号{proof.tracking}" if proof.tracking else "",
        f"见证人{proof.witness}" if proof.witness else "",
        "已拍照、录像记录送达过程" if proof.recorded else "",
        f"委托{proof.entrusted_to}送达" if proof.entrusted_to else "",
        proof.remark,
    ]
    return "；".join(word for word in words if word)
