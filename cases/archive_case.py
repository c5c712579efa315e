"""Archive the file (P22, 市场监督管理行政处罚程序规定第七十八条): order it, number its pages, list it, lock it."""

from __future__ import annotations

from datetime import datetime
from itertools import accumulate

from django.db import transaction

from cases.acting import alone, close_step, lock, require_open
from cases.documents.layout import catalogue_sheet, chinese_day
from cases.documents.order import in_order, is_inner, pages_of
from cases.documents.sheets import keep_sheet
from cases.documents.titles import title_of
from cases.models import Case, Paper
from cases.numbering import ARCHIVE, take_number
from cases.papers import store
from enforcement import clock
from enforcement.actor import Actor

Listed = list[tuple[Paper, int, int]]


@transaction.atomic(durable=True)
def archive_case(*, case_id: int, by: Actor, at: datetime, pages: int = 0, remark: str = "") -> Case:
    """List every paper with its pages, give the file its number and lock it: only remedies and supervision may follow.

    One case is one file; the main part comes first, then the inner part, each in the order of the rule.
    """
    case = lock(case_id)
    step = require_open(case, "archive_case")
    day = clock.day_of(at)
    case.archived_on = day
    case.archive_number = take_number(agency=case.agency, kind=ARCHIVE, on=day)
    case.save(update_fields=["archived_on", "archive_number"])
    listed = with_pages(in_order(list(case.papers.all())))
    total = listed[-1][2] if listed else 0
    store(
        case=case, code="ML", title=title_of("ML"), by=by, at=at, number=case.archive_number, step=step.node.code,
        content=catalogue_sheet(
            title_of("ML"), ("序号", "文书名称", "文号", "日期", "页次", "卷别"), _rows(listed),
            (12, 45, 40, 30, 15, 14), number=case.archive_number, agency=case.agency.name,
        ),
    )  # fmt: skip
    inner = sum(is_inner(p) for p, _from, _to in listed)
    keep_sheet(
        case=case, code="BK", by=by, at=at, step=step.node.code, number=case.archive_number,
        rows=[
            ("案卷情况", f"本案卷共有文书{len(listed)}件、{total}页，其中正卷{len(listed) - inner}件，副卷{inner}件。"),
            ("纸质页数", str(pages) if pages else "——"), ("说　　明", remark or "无"), ("立卷人", by.name),
            ("立卷日期", chinese_day(day)),
        ],
    )  # fmt: skip
    close_step(
        case, act="archive_case", by=by, at=at, outcome="archived", people=alone(by, "archive"),
        body={"archive_number": case.archive_number, "pages": total, "papers": [p.sha256 for p, _a, _b in listed]},
    )  # fmt: skip
    return case


def with_pages(papers: list[Paper]) -> Listed:
    """Return papers with the first and the last page of each in the file."""
    counts = [pages_of(p) for p in papers]
    ends = list(accumulate(counts))
    return [(p, end - n + 1, end) for p, n, end in zip(papers, counts, ends, strict=True)]


def _rows(listed: Listed) -> list[tuple[str, ...]]:
    return [
        (
            str(n), p.title, p.number or "—", chinese_day(clock.day_of(p.made_at)),
            str(first) if first == last else f"{first}-{last}", "副卷" if is_inner(p) else "正卷",
        )
        for n, (p, first, last) in enumerate(listed, 1)
    ]  # fmt: skip
