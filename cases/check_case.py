"""Check the case file (P07, 市场监督管理行政处罚程序规定第四十九、五十五条): somebody who did not investigate."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import alone, close_step, lock, require_open
from cases.documents.sheets import keep_sheet
from cases.models import CaseCheck
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid

SAID = {"agreed": "同意", "more_facts": "补充调查", "correct": "纠正"}


class OpinionMissing(Invalid):
    """Refuse an answer without its opinion."""

    sentence = _("Write the opinion: what was checked and what was found.")


@transaction.atomic(durable=True)
def check_case(*, case_id: int, by: Actor, at: datetime, outcome: str, opinion: str) -> CaseCheck:
    """Agree, ask for more facts, or send the report back to be corrected.

    ``outcome`` is agreed, more_facts or correct.

    Raises:
        OpinionMissing: on its field.
        cases.rules.registry.RuleBroken, enforcement.flowcharts.engine.refusals.GuardFailed: for a checker who
        investigated, or was recused.
    """
    case = lock(case_id)
    step = require_open(case, "check_case")
    if not opinion.strip():
        raise OpinionMissing(field="opinion")
    made = CaseCheck.objects.create(
        case=case, checker_id=by.person_id, checker_name=by.name, checked_on=clock.day_of(at), opinion=opinion,
        outcome=outcome,
    )  # fmt: skip
    keep_sheet(
        case=case, code="SH", by=by, at=at, step=step.node.code,
        rows=[("审核意见", opinion), ("结　　论", SAID.get(outcome, outcome)), ("审核人员", by.name)],
    )  # fmt: skip
    close_step(
        case, act="check_case", by=by, at=at, outcome=outcome, people=alone(by, "check"), body={"opinion": opinion}
    )  # fmt: skip
    return made
