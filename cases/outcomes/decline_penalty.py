"""Decide on no penalty (E2, 行政处罚法第三十、三十一、三十三、五十七条): the ground in law, education, service."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import alone, as_json, checked_day, close_step, lock, officers, require_open
from cases.documents.layout import Row, chinese_day
from cases.documents.sheets import keep_sheet, named
from cases.models import Case, Decision, Ending, Service
from cases.numbering import take_number
from cases.outcomes.grounds import MUST_EDUCATE, NO_PENALTY
from cases.service import METHODS
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.flowcharts.engine.advance import TakingPart

NUMBER = "不罚"


class ReasonMissing(Invalid):
    """Refuse to spare a party without the facts that bring it under the ground."""

    sentence = _("Write which facts bring the case under this ground.")
    article = "中华人民共和国行政处罚法第五十七条"


class NotEducated(Invalid):
    """Refuse to spare a party that was not educated."""

    sentence = _("The party must be educated: write when, by whom and how.")
    article = "中华人民共和国行政处罚法第三十条、第三十三条第三款"


@transaction.atomic(durable=True)
def decline_penalty(
    *, case_id: int, by: Actor, at: datetime, ground: str, reason: str, officer_ids: Iterable[int],
    education: str = "", served_on: date | None = None, method: str = "direct", receiver: str = "",
) -> Ending:  # fmt: skip
    """Write the decision under its number, keep the record of education, and record the service.

    Raises:
        ReasonMissing, NotEducated: on their fields.
        cases.rules.registry.RuleBroken: with fewer than two officers whose credential is valid on the day of service.
    """
    case = lock(case_id)
    step = require_open(case, "decline_penalty")
    if not reason.strip():
        raise ReasonMissing(field="reason")
    if ground in MUST_EDUCATE and not education.strip():
        raise NotEducated(field="education")
    today = clock.day_of(at)
    day = checked_day(served_on, at=at, field="served_on", not_before=clock.day_of(step.entered_at))
    people = officers(case, officer_ids, on=day)
    number = take_number(agency=case.agency, kind=NUMBER, on=today)
    made = Ending.objects.create(
        case=case, kind=Ending.Kind.NO_PENALTY, ground=ground, reason=reason, number=number, on=today, by=by.name,
        education=education,
    )  # fmt: skip
    _decided(case, number, by, today)
    Service.objects.create(
        case=case, document="no_penalty", method=method, served_on=day, receiver=receiver, officers=as_json(people)
    )
    for code, rows in _sheets(made, people, day, method, receiver).items():
        keep_sheet(case=case, code=code, by=by, at=at, step=step.node.code, number=number, rows=rows)
    close_step(
        case, act="decline_penalty", by=by, at=at, outcome="served", people=[*people, *alone(by, "decide")],
        body={"ground": ground, "number": number, "served_on": day},
    )  # fmt: skip
    return made


def _decided(case: Case, number: str, by: Actor, today: date) -> None:
    proposal = case.proposals.last()
    facts = {"facts": proposal.facts if proposal else "", "legal_basis": proposal.legal_basis if proposal else ""}
    fixed = {"number": number, "dated_on": today, "sealed": True}
    Decision.objects.update_or_create(
        case=case, defaults=fixed,
        create_defaults={"kind": "no_penalty", "decided_on": today, "decided_by": by.name, **facts, **fixed},
    )  # fmt: skip


def _sheets(made: Ending, people: list[TakingPart], day: date, method: str, receiver: str) -> dict[str, list[Row]]:
    zh, _en, article, _must = NO_PENALTY[made.ground]
    served = f"{chinese_day(day)}，{METHODS[method][0]}，{receiver or '当事人'}"
    sheets: dict[str, list[Row]] = {
        "BY": [("不予处罚的情形", zh), ("依　　据", article), ("事实和理由", made.reason), ("负责人", made.by)],
        "SD": [("送达文书", "不予行政处罚决定书"), ("送　　达", served), ("送达人员", named(people))],
    }
    if made.education:
        sheets["JY2"] = [("教育内容", made.education), ("教育人员", named(people))]
    return sheets
