"""Report in writing that a case is to go to the police (T02); three days to decide begin (第五条)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import alone, close_step, lock, require_open
from cases.documents.sheets import keep_sheet
from cases.models import PoliceTransfer
from cases.outcomes.police import LAW, running
from enforcement.actor import Actor
from enforcement.errors import Invalid


class ReportMissing(Invalid):
    """Refuse an empty report."""

    sentence = _("Write the facts, amounts and evidence that point to a crime.")
    article = f"{LAW}第五条"


@transaction.atomic(durable=True)
def report_crime(*, case_id: int, by: Actor, at: datetime, report: str) -> PoliceTransfer:
    """File the report.

    Raises:
        ReportMissing: on its field.
    """
    case = lock(case_id)
    step = require_open(case, "report_crime")
    transfer = running(case)
    if not report.strip():
        raise ReportMissing(field="report")
    transfer.report, transfer.reported_at = report, at
    transfer.save(update_fields=["report", "reported_at"])
    keep_sheet(
        case=case, code="YB", by=by, at=at, step=step.node.code,
        rows=[("涉嫌罪名", transfer.crime), ("报告内容", report), ("报 告 人", by.name)],
    )  # fmt: skip
    close_step(case, act="report_crime", by=by, at=at, outcome="reported", people=alone(by, "handle"))
    return transfer
