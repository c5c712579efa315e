"""Withdraw the filing or end the investigation (E5, 农业行政处罚程序规定第三十一条): a closed list of grounds."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import alone, close_step, lock, require_open
from cases.documents.sheets import keep_sheet
from cases.models import Ending
from cases.outcomes.grounds import WITHDRAWAL
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid


class FactsMissing(Invalid):
    """Refuse to withdraw a case without the facts that bring it under the ground."""

    sentence = _("Write which facts bring the case under this ground, and with which evidence.")
    article = "农业行政处罚程序规定第三十一条"


@transaction.atomic(durable=True)
def withdraw_case(*, case_id: int, by: Actor, at: datetime, ground: str, reason: str) -> Ending:
    """Approve the withdrawal. The number of the case is not used again.

    Raises:
        FactsMissing: on its field.
    """
    case = lock(case_id)
    step = require_open(case, "withdraw_case")
    if not reason.strip():
        raise FactsMissing(field="reason")
    made = Ending.objects.create(
        case=case, kind=Ending.Kind.WITHDRAWN, ground=ground, reason=reason, on=clock.day_of(at), by=by.name
    )
    zh, _en, article, _must = WITHDRAWAL[ground]
    keep_sheet(
        case=case, code="CX", by=by, at=at, step=step.node.code,
        rows=[("情　　形", zh), ("依　　据", article), ("事实和证据", reason), ("审批意见", "同意"),
              ("负责人", by.name)],
    )  # fmt: skip
    close_step(
        case, act="withdraw_case", by=by, at=at, outcome="approved", people=alone(by, "decide"), body={"ground": ground}
    )  # fmt: skip
    return made
