"""Review a case in law (P12, 行政处罚法第五十八条)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, close_step, lock, require_open
from cases.documents.sheets import keep_sheet
from cases.legal.reviewers import is_first_time
from cases.models import Review
from cases.rules.discussion import discussion_required
from cases.rules.loading import load
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, Refusal
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
    """Refuse an opinion that is silent on one of the seven heads: neither in order nor with a finding."""

    sentence = _("The opinion must answer each of the seven heads of review.")
    article = "国办发〔2018〕118号"
    remedy = _("Mark each head as in order, or write what was found.")


class PassedAgainstAFinding(Invalid):
    """Refuse to pass a case while a head has a finding."""

    sentence = _("A case with a finding under one of the heads cannot pass.")
    article = "中华人民共和国行政处罚法第五十八条第一款"
    remedy = _("Return it for more facts or for rework, or mark the head as in order.")


class DiscussionFirst(Refusal):
    """Refuse to pass a case straight to the decision that the leadership must discuss before."""

    article = "中华人民共和国行政处罚法第五十七条第二款"
    remedy = _("Pass it on to collective discussion.")


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
        DiscussionFirst: if it passes straight to a decision that must be discussed before.
        cases.acting.DayAhead, cases.acting.DayTooEarly: for a day in the future or before the file came.
        cases.rules.registry.RuleBroken: R17, if the reviewer investigated or is an unqualified first-timer.
    """
    case = lock(case_id)
    step = require_open(case, "review")
    received = clock.day_of(step.entered_at)
    checked_day(reviewed_on, at=at, field="reviewed_on", not_before=received)
    passed = outcome in {"passed", "passed_discuss"}
    _judge(heads, passed=passed)
    why = discussion_required(load(case, today=clock.day_of(at))) if outcome == "passed" else ""
    if why:
        raise DiscussionFirst(
            _("The case needs a collective discussion first: %(why)s.") % {"why": why}, field="outcome"
        )
    person = Person.objects.get(pk=by.person_id or 0)
    made = Review.objects.create(
        case=case,
        reviewer=person,
        reviewer_name=person.name,
        qualification=person.law_qualification,
        first_time=is_first_time(person),
        received_on=received,
        reviewed_on=reviewed_on,
        heads={code: dict(head) for code, head in heads.items()},
        opinion=opinion,
        passed=passed,
    )
    keep_sheet(case=case, code="FS", by=by, at=at, step="P12", rows=_sheet(made))
    close_step(
        case,
        act="review",
        by=by,
        at=at,
        outcome=outcome,
        facts={"review_due": not passed},
        events={"reviewed": reviewed_on},
        body={"reviewed_on": reviewed_on, "passed": passed, "heads": made.heads, "opinion": opinion},
    )
    return made


def _sheet(made: Review) -> list[tuple[str, str]]:
    """Return the rows of the reviewer's sheet: each head, the opinion, the reviewer with the qualification."""
    heads = made.heads
    rows = [
        (zh, "符合" if heads[code].get("ok") else f"有问题：{heads[code].get('note', '')}")
        for code, (zh, _en) in HEADS.items()
    ]
    return [*rows, ("审核意见", made.opinion), ("审核人", f"{made.reviewer_name}　{made.qualification}")]


def _judge(heads: Mapping[str, Mapping[str, Any]], *, passed: bool) -> None:
    """Refuse an opinion that skips a head, or passes in spite of a finding."""
    if set(heads) != set(HEADS) or any(not h.get("ok") and not str(h.get("note", "")).strip() for h in heads.values()):
        raise HeadMissing(field="opinion")
    if passed and not all(head.get("ok") for head in heads.values()):
        raise PassedAgainstAFinding(field="outcome")
