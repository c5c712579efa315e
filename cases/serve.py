"""Serve the decision (P16, 行政处罚法第六十一条; 民事诉讼法第八十七至九十五条); the fifteen days to pay begin."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from django.db import transaction

from cases.acting import as_json, checked_day, close_step, lock, officers, require_open, signed
from cases.documents.receipt import receipt_paper
from cases.documents.titles import title_of
from cases.models import Decision, Service
from cases.papers import store
from cases.rules.time import payment_due
from cases.service import METHODS, check_service
from cases.settings import legal
from enforcement.actor import Actor
from enforcement.flowcharts.calendar.current import calendar
from enforcement.flowcharts.models import StepRecord

DOCUMENT: Final = "decision"


@transaction.atomic(durable=True)
def serve(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    officer_ids: Iterable[int],
    method: str = "direct",
    served_on: date | None = None,
    receiver: str = "",
    consent: bool = False,
    posted_on: date | None = None,
    remark: str = "",
) -> Service:
    """Record the service of the decision; the day of service sets the last day to pay (15 days, rolled).

    ``method`` is direct, left, post, electronic (with ``consent``) or public (with ``posted_on``); ``remark`` names the
    witness of a document left.

    Raises:
        cases.service.NoConsent, cases.service.NoWitness, cases.service.NoticeRuns: on their fields.
        cases.rules.registry.RuleBroken: with fewer than two officers whose credential is valid that day.
    """
    case = lock(case_id)
    step = require_open(case, "serve")
    decision = Decision.objects.get(case=case)
    day = checked_day(served_on, at=at, field="served_on", not_before=decision.decided_on)
    check_service(method, day, consent=consent, posted_on=posted_on, remark=remark)
    people = officers(case, officer_ids, on=day)
    made = Service.objects.create(
        case=case, document=DOCUMENT, method=method, served_on=day, receiver=receiver, officers=as_json(people),
        note=remark[:200],
    )  # fmt: skip
    store(
        case=case, code="SD", title=title_of("SD"), by=by, at=at, step=step.node.code,
        content=receipt_paper(case, document="行政处罚决定书", number=decision.number, served_on=day,
                              method=METHODS[method][0], receiver=receiver, people=people, remark=remark),
    )  # fmt: skip
    moved = close_step(
        case, act="serve", by=signed(by, people), at=at, outcome="served", people=people, events={"served": day},
        body={"served_on": day, "method": method, "receiver": receiver, "number": decision.number},
    )  # fmt: skip
    end = payment_due(day, legal(case.agency, day), calendar())
    for record in moved.entered:
        if record.node.act == "record_payment":
            StepRecord.objects.filter(pk=record.pk).update(raw_due_on=end.raw_on, due_on=end.due_on)
    return made
