"""送达回证 (行政处罚法第六十一条; 民事诉讼法第八十七至九十五条)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cases.documents.layout import chinese_day, form_sheet
from cases.documents.sheets import named
from cases.models import Case
from enforcement.flowcharts.engine.advance import TakingPart


def receipt_paper(
    case: Case,
    *,
    document: str,
    number: str,
    served_on: date,
    method: str,
    receiver: str,
    people: Iterable[TakingPart],
    remark: str = "",
) -> bytes:
    """Return the receipt of service, with room for the signatures made by hand."""
    return form_sheet(
        "送达回证",
        [
            ("案　　由", case.cause), ("受送达人", case.party.name), ("送达文书", f"{document}　{number}"),
            ("送达方式", method), ("送达日期", chinese_day(served_on)), ("收件人", receiver or case.party.name),
            ("收件人签名\n或者盖章", "\n\n"), ("送达人", named(people)), ("送达人签名", "\n\n"),
            ("备　　注", remark or "无"),
        ],
        agency=case.agency.name,
    )  # fmt: skip
