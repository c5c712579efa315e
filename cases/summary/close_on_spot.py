"""Close and archive a case on the spot (S08, 行政处罚法第四十七条): a small file, listed and locked."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.acting import alone, close_step, lock, require_open
from cases.documents.layout import catalogue_sheet, chinese_day
from cases.documents.order import in_order
from cases.documents.titles import title_of
from cases.models import Case
from cases.numbering import ARCHIVE, take_number
from cases.papers import store
from enforcement import clock
from enforcement.actor import Actor

HEADS = ("序号", "文书名称", "文号", "日期")
WIDTHS = (15, 64, 45, 32)


@transaction.atomic(durable=True)
def close_on_spot(*, case_id: int, by: Actor, at: datetime) -> Case:
    """Close the case, list its papers and give the file its number: from then on nothing is added to it."""
    case = lock(case_id)
    step = require_open(case, "close_on_spot")
    day = clock.day_of(at)
    case.closed_on, case.closure_reason, case.archived_on = day, _reason(case), day
    case.archive_number = take_number(agency=case.agency, kind=ARCHIVE, on=day)
    case.save(update_fields=["closed_on", "closure_reason", "archived_on", "archive_number"])
    kept = in_order(list(case.papers.all()))
    rows = [(str(n), p.title, p.number or "—", chinese_day(clock.day_of(p.made_at))) for n, p in enumerate(kept, 1)]
    content = catalogue_sheet(
        title_of("ML"), HEADS, rows, WIDTHS, number=case.archive_number, agency=case.agency.name
    )  # fmt: skip
    store(
        case=case, code="ML", title=title_of("ML"), content=content, by=by, at=at, number=case.archive_number,
        step=step.node.code,
    )  # fmt: skip
    close_step(
        case, act="close_on_spot", by=by, at=at, outcome="archived", people=alone(by, "handle"),
        body={"archive_number": case.archive_number, "papers": [p.sha256 for p in kept]},
    )  # fmt: skip
    return case


def _reason(case: Case) -> str:
    """Return how the case ended, as :data:`cases.close_case.REASONS` says it."""
    return "court" if case.enforcements.filter(kind="court").exists() else "performed"
