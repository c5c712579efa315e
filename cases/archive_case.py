"""Archive the file (P22, 市场监督管理行政处罚程序规定第七十八条): list it, number it, lock it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.acting import alone, close_step, lock, require_open
from cases.documents.casefile import in_order
from cases.documents.layout import catalogue_sheet, chinese_day
from cases.documents.sheets import keep_sheet
from cases.documents.titles import title_of
from cases.models import Case
from cases.numbering import ARCHIVE, take_number
from cases.papers import store
from enforcement import clock
from enforcement.actor import Actor


@transaction.atomic(durable=True)
def archive_case(*, case_id: int, by: Actor, at: datetime, pages: int = 0, remark: str = "") -> Case:
    """List every paper, give the file its number and end the procedure: from then on nothing is added to it."""
    case = lock(case_id)
    step = require_open(case, "archive_case")
    day = clock.day_of(at)
    case.archived_on = day
    case.archive_number = take_number(agency=case.agency, kind=ARCHIVE, on=day)
    case.save(update_fields=["archived_on", "archive_number"])
    kept = list(case.papers.all())
    ordered = in_order(kept)
    rows = [
        (str(n), p.title, p.number or "—", chinese_day(clock.day_of(p.made_at)), "副卷" if p.is_inner else "正卷")
        for n, p in enumerate(ordered, 1)
    ]
    store(
        case=case, code="ML", title=title_of("ML"), by=by, at=at, number=case.archive_number, step=step.node.code,
        content=catalogue_sheet(
            title_of("ML"), ("序号", "文书名称", "文号", "日期", "卷别"), rows, (15, 49, 45, 32, 15),
            number=case.archive_number, agency=case.agency.name,
        ),
    )  # fmt: skip
    keep_sheet(
        case=case, code="BK", by=by, at=at, step=step.node.code, number=case.archive_number,
        rows=[
            ("案卷情况", f"本案卷共有文书{len(kept)}件。"), ("纸质页数", str(pages) if pages else "——"),
            ("说　　明", remark or "无"), ("立卷人", by.name),
        ],
    )  # fmt: skip
    close_step(
        case, act="archive_case", by=by, at=at, outcome="archived", people=alone(by, "archive"),
        body={"archive_number": case.archive_number, "papers": [p.sha256 for p in ordered]},
    )  # fmt: skip
    return case
