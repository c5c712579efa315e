"""Serve the decision (P16, 行政处罚法第六十一条; 民事诉讼法第八十七至九十五条); the fifteen days to pay begin."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from django.db import transaction

from cases.acting import as_json, checked_day, close_step, lock, officers, require_open, signed
from cases.documents.receipt import receipt_paper
from cases.documents.titles import title_of
from cases.models import Case, Decision, Service
from cases.papers import store
from cases.rules.time import payment_due
from cases.service import METHODS, Proof, check_proof, deemed_on
from cases.serving.confirm_address import current_address
from cases.serving.file_heavy import raise_task
from cases.serving.notice_days import notice_days, said
from cases.settings import legal
from enforcement import clock
from enforcement.actor import Actor
from enforcement.flowcharts.calendar.current import calendar
from enforcement.flowcharts.engine.advance import Advanced
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
    posted_on: date | None = None,
    tracking: str = "",
    witness: str = "",
    recorded: bool = False,
    entrusted_to: str = "",
    remark: str = "",
) -> Service:
    """Record the service of the decision; the day of service sets the last day to pay (15 days, rolled).

    ``method`` is direct, left (with ``witness`` or ``recorded``), post (``tracking``, ``posted_on``), entrusted
    (``entrusted_to``), electronic (where the party's confirmed address agrees to it) or public (``posted_on``: the day
    of service is the law's, thirty or sixty days later, whatever was typed).

    Raises:
        cases.service.NoConsent, NoWitness, NoProof, NoticeRuns: on their fields.
        cases.rules.registry.RuleBroken: with fewer than two officers whose credential is valid that day.
    """
    case = lock(case_id)
    step = require_open(case, "serve")
    decision = Decision.objects.get(case=case)
    sent = checked_day(posted_on, at=at, field="posted_on", not_before=decision.decided_on) if posted_on else None
    address, notice = current_address(case), notice_days(case, clock.day_of(at))
    proof = Proof(
        consent=address is not None and address.electronic, posted_on=sent, remark=remark, tracking=tracking,
        witness=witness, recorded=recorded, entrusted_to=entrusted_to,
    )  # fmt: skip
    day = checked_day(served_on, at=at, field="served_on", not_before=sent or decision.decided_on)
    check_proof(method, day, proof, notice_days=notice)
    if method == "public" and sent is not None:
        day = deemed_on(sent, notice)
    people = officers(case, officer_ids, on=day)
    made = Service.objects.create(
        case=case, document=DOCUMENT, method=method, served_on=day, receiver=receiver, officers=as_json(people),
        note=remark[:200], sent_on=sent, tracking=tracking, witness=witness, recorded=recorded,
        entrusted_to=entrusted_to, address_version=address.version if address else None,
    )  # fmt: skip
    store(
        case=case, code="SD", title=title_of("SD"), by=by, at=at, step=step.node.code,
        content=receipt_paper(case, document="行政处罚决定书", number=decision.number, served_on=day,
                              method=METHODS[method][0], receiver=receiver, people=people, remark=said(proof)),
    )  # fmt: skip
    moved = close_step(
        case, act="serve", by=signed(by, people), at=at, outcome="served", people=people, events={"served": day},
        body={"served_on": day, "method": method, "receiver": receiver, "number": decision.number, "sent_on": sent,
              "proof": said(proof)},
    )  # fmt: skip
    raise_task(case, made)
    _begin_payment(case, moved, day)
    return made


def _begin_payment(case: Case, moved: Advanced, served_on: date) -> None:
    end = payment_due(served_on, legal(case.agency, served_on), calendar())
    paying = [record.pk for record in moved.entered if record.node.act == "record_payment"]
    StepRecord.objects.filter(pk__in=paying).update(raw_due_on=end.raw_on, due_on=end.due_on)
