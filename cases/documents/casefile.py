"""The whole file of a case in one PDF: its contents, then every entry of its record."""

from __future__ import annotations

from cases.documents.layout import catalogue_sheet, chinese_day
from cases.models import Case
from enforcement import clock


def casefile(case: Case) -> bytes:
    """Return the list of all papers with their hashes, by which each can be checked."""
    rows = [
        (str(n), p.title, p.number or "—", chinese_day(clock.day_of(p.made_at)), p.sha256[:12])
        for n, p in enumerate(case.papers.all(), 1)
    ]
    return catalogue_sheet(
        "案卷目录", ("序号", "文书名称", "文号", "日期", "校验值（前12位）"), rows, (12, 45, 40, 32, 27),
        number=case.number or case.clue_number, agency=case.agency.name,
    )  # fmt: skip
