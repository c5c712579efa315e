"""Approve the proposed handling (P08, 行政处罚法第五十七条)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import alone, close_step, lock, require_open
from cases.documents.sheets import keep_sheet
from cases.models import Case
from cases.terms import say
from enforcement.actor import Actor
from enforcement.errors import Refusal

SAID = {
    "penalise": "同意拟给予行政处罚", "no_penalty": "拟不予行政处罚", "transfer": "拟移送其他机关",
    "crime": "拟移送公安机关", "withdraw": "拟撤销立案",
}  # fmt: skip


class NoPenaltyProposed(Refusal):
    """Refuse to approve a penalty that the report does not propose."""

    sentence = _("The report proposes no penalty, so none can be approved.")
    remedy = _("Choose no penalty, or have the check send the report back to be corrected.")


@transaction.atomic(durable=True)
def propose(*, case_id: int, by: Actor, at: datetime, outcome: str, opinion: str = "") -> Case:
    """Approve what the report proposes, or another way to handle the case.

    ``outcome`` is penalise, no_penalty, transfer, crime or withdraw.

    Raises:
        NoPenaltyProposed: for ``penalise`` where the report proposes no penalty.
    """
    case = lock(case_id)
    step = require_open(case, "propose")
    proposal = case.proposals.last()
    if outcome == "penalise" and (proposal is None or not (proposal.kinds or proposal.other)):
        raise NoPenaltyProposed
    keep_sheet(
        case=case, code="NC", by=by, at=at, step=step.node.code,
        rows=[
            ("处理建议", "；".join(say(proposal)) if proposal else ""), ("审批意见", SAID.get(outcome, outcome)),
            ("说　　明", opinion or "无"), ("负责人", by.name),
        ],
    )  # fmt: skip
    close_step(
        case, act="propose", by=by, at=at, outcome=outcome, people=alone(by, "decide"),
        body={"proposal": proposal.pk if proposal else None, "opinion": opinion},
    )  # fmt: skip
    return case
