"""Review a case in law (P12, 行政处罚法第五十八条)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import close_step, lock, require_open
from cases.documents.sheets import keep_sheet
from cases.models import Review
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.organisation.models import Person

# The seven heads of 国办发〔2018〕118号第十三条.
HEADS: dict[str, tuple[str, str]] = {
    "subject": ("执法主体与人员资格", "Agency and officers' qualification"),
    "procedure": ("执法程序", "Procedure"),
    "facts": ("事实与证据", "Facts and evidence"),
    "law": ("法律适用与裁量", "Law and discretion"),
    "competence": ("法定权限", "Competence"),
    "documents": ("执法文书", "Documents"),
    "crime": ("涉嫌犯罪移送", "Transfer of suspected crime"),
}


class HeadMissing(Invalid):
    """Refuse an opinion that is silent on one of the seven heads."""

    sentence = _("The opinion must answer each of the seven heads of review.")
    article = "国办发〔2018〕118号"


class PassedAgainstAFinding(Invalid):
    """Refuse to pass a case while a head has a finding."""

    sentence = _("A case with a finding under one of the heads cannot pass.")
    remedy = _("Return it for more facts or for rework, or mark the head as in order.")


@transaction.atomic(durable=True)
def review(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    reviewed_on: date,
    heads: Mapping[str, Mapping[str, Any]],
    opinion: str,
    outcome: str,
) -> Review:
    """Write the reviewer's opinion on each head and pass the case on or return it.

    ``outcome`` is passed, passed_discuss, more_facts or rework.

    Raises:
        HeadMissing: for an opinion that skips a head. PassedAgainstAFinding: if it passes in spite of one.
        cases.rules.registry.RuleBroken: R17, if the reviewer investigated or is an unqualified first-timer.
    """
    case = lock(case_id)
    step = require_open(case, "review")
    if set(heads) != set(HEADS):
        raise HeadMissing(field="opinion")
    passed = outcome in {"passed", "passed_discuss"}
    if passed and not all(head.get("ok") for head in heads.values()):
        raise PassedAgainstAFinding(field="outcome")
    person = Person.objects.get(pk=by.person_id or 0)
    made = Review.objects.create(
        case=case,
        reviewer=person,
        reviewer_name=person.name,
        qualification=person.law_qualification,
        first_time=not Review.objects.filter(reviewer=person).exists(),
        received_on=clock.day_of(step.entered_at),
        reviewed_on=reviewed_on,
        heads={code: dict(head) for code, head in heads.items()},
        opinion=opinion,
        passed=passed,
    )
    rows = [
        (zh, "符合" if heads[code].get("ok") else f"有问题：{heads[code].get('note', '')}")
        for code, (zh, _en) in HEADS.items()
    ]
    keep_sheet(
        case=case,
        code="FS",
        by=by,
        at=at,
        step="P12",
        rows=[*rows, ("审核意见", opinion), ("审核人", f"{person.name}　{person.law_qualification}")],
    )
    close_step(
        case,
        act="review",
        by=by,
        at=at,
        outcome=outcome,
        events={"reviewed": reviewed_on},
        body={"reviewed_on": reviewed_on, "passed": passed, "heads": made.heads, "opinion": opinion},
    )
    return made
