"""Serve the decision (P16, 行政处罚法第六十一条; 民事诉讼法第八十七至九十五条); the fifteen days to pay begin."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import as_json, checked_day, close_step, lock, officers, require_open, signed
from cases.documents.receipt import receipt_paper
from cases.documents.titles import title_of
from cases.models import Decision, Service
from cases.notify_party import METHODS
from cases.papers import store
from cases.rules.time import payment_due
from cases.settings import legal
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.flowcharts.calendar.current import calendar
from enforcement.flowcharts.models import StepRecord

DOCUMENT: Final = "decision"
NOTICE_DAYS: Final = 30
"""A public notice counts as served after thirty days (民事诉讼法第九十五条)."""


class NoConsent(Invalid):
    """Refuse electronic service that the party did not agree to."""

    sentence = _("Electronic service needs the party's written consent.")
    article = "中华人民共和国行政处罚法第六十一条第二款"


class NoWitness(Invalid):
    """Refuse to leave a document without a witness or a recording."""

    sentence = _("To leave a document, name the witness, or say that photographs or a recording were made.")
    article = "中华人民共和国民事诉讼法第八十九条"


class NoticeRuns(Invalid):
    """Refuse to count a public notice as served before its thirty days are over."""

    sentence = _("A public notice counts as served thirty days after it was posted.")
    article = "中华人民共和国民事诉讼法第九十五条"


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
        NoConsent, NoWitness, NoticeRuns: on their fields.
        cases.rules.registry.RuleBroken: with fewer than two officers whose credential is valid that day.
    """
    case = lock(case_id)
    step = require_open(case, "serve")
    decision = Decision.objects.get(case=case)
    day = checked_day(served_on, at=at, field="served_on", not_before=decision.decided_on)
    _check(method, day, consent=consent, posted_on=posted_on, remark=remark)
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


def _check(method: str, day: date, *, consent: bool, posted_on: date | None, remark: str) -> None:
    if method == "electronic" and not consent:
        raise NoConsent(field="consent")
    if method == "left" and not remark.strip():
        raise NoWitness(field="remark")
    if method == "public" and (posted_on is None or day < posted_on + timedelta(days=NOTICE_DAYS)):
        raise NoticeRuns(field="posted_on")
