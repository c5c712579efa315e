"""Send the case to the police (T04): within twenty-four hours, with its papers (第五、六条)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import alone, close_step, lock, require_open
from cases.documents.sheets import keep_sheet
from cases.models import PoliceTransfer
from cases.numbering import take_number
from cases.outcomes.police import LAW, running
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid

NUMBER = "移"


class ReceiptMissing(Invalid):
    """Refuse a transfer that the police did not sign for."""

    sentence = _("Enter who took the case over and the number of the receipt.")
    article = f"{LAW}第七条"


@transaction.atomic(durable=True)
def send_to_police(
    *, case_id: int, by: Actor, at: datetime, police: str, receipt: str, has_report: bool = False,
    has_list: bool = False, tests: str = "",
) -> PoliceTransfer:  # fmt: skip
    """Send the letter with the investigation report, the list of things and the expert opinions.

    Raises:
        ReceiptMissing, PapersMissing: on their fields.
    """
    case = lock(case_id)
    step = require_open(case, "send_to_police")
    transfer = running(case)
    if not receipt.strip() or not police.strip():
        raise ReceiptMissing(field="receipt" if police.strip() else "police")
    if not has_report or not has_list:
        raise PapersMissing(field="has_list" if has_report else "has_report")
    transfer.number = take_number(agency=case.agency, kind=NUMBER, on=clock.day_of(at))
    transfer.sent_at, transfer.police, transfer.receipt = at, police, receipt
    transfer.save(update_fields=["number", "sent_at", "police", "receipt"])
    things = "；".join(case.measures.filter(ended_on__isnull=True).values_list("items", flat=True))
    keep_sheet(
        case=case, code="YG", by=by, at=at, step=step.node.code, number=transfer.number,
        rows=[
            ("受移送机关", police), ("涉嫌罪名", transfer.crime), ("案件情况", transfer.report),
            ("附送材料", "案件调查报告；涉案物品清单；检验报告或者鉴定意见"), ("涉案物品", things or "无"),
            ("检验鉴定", tests or "无"), ("回执号", receipt), ("抄　　送", "人民检察院"),
        ],
    )  # fmt: skip
    close_step(
        case, act="send_to_police", by=by, at=at, outcome="sent", people=alone(by, "handle"),
        body={"number": transfer.number, "police": police, "receipt": receipt},
    )  # fmt: skip
    return transfer


class PapersMissing(Invalid):
    """Refuse a transfer without the papers that go with it."""

    sentence = _("The investigation report and the list of things go with the letter: tick that they do.")
    article = f"{LAW}第六条"
