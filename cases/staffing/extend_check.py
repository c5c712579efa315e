"""Extend the check before filing, once, before its term is over (市场监督管理行政处罚程序规定第十八条)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import lock, note, require_open
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.models import Clue
from cases.rules.time import filing_due, filing_extended_due
from cases.settings import legal
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, Refusal
from enforcement.flowcharts.calendar.current import calendar
from enforcement.flowcharts.engine.extensions import extend
from enforcement.organisation.duties.holding import require
from enforcement.web.times import say_day

ARTICLE = "市场监督管理行政处罚程序规定第十八条"


class CheckExtendedAlready(Refusal):
    """Refuse a second extension."""

    sentence = _("The check before filing was extended already: it is extended once.")
    article = ARTICLE
    remedy = _("Decide on the filing by the due day.")


class CheckOver(Refusal):
    """Refuse an extension after the term."""

    sentence = _("The term of the check ended on %(due)s: it cannot be extended any more.")
    article = ARTICLE
    remedy = _("Decide on the filing now.")


class WhyLonger(Invalid):
    """Refuse an extension without its reason."""

    sentence = _("Say which special circumstances call for more time.")
    article = ARTICLE


@transaction.atomic(durable=True)
def extend_check(*, case_id: int, by: Actor, at: datetime, reason: str) -> Clue:
    """Grant the one extension of the check, by the head, before the term is over.

    Raises:
        NotAllowed: without the head's duty. CheckExtendedAlready, CheckOver, WhyLonger: as named.
    """
    case = lock(case_id)
    step = require_open(case, "check_clue", "file_case")
    require(by=by, duty="decide", agency=case.agency)
    day = clock.day_of(at)
    rules, days = legal(case.agency, case.clue_on), calendar()
    first = filing_due(case.clue_on, rules, days)
    clue, _new = Clue.objects.get_or_create(case=case)
    if clue.extended_on is not None:
        raise CheckExtendedAlready
    if day > first:
        raise CheckOver(CheckOver.sentence % {"due": say_day(first)})
    if not reason.strip():
        raise WhyLonger(field="reason")
    clue.extended_on, clue.extended_because, clue.extender = day, reason[:200], by.name
    clue.save(update_fields=["extended_on", "extended_because", "extender"])
    last = filing_extended_due(case.clue_on, rules, days)
    if step.node.act == "check_clue":
        extend(
            step, days=rules.filing_extension_days, unit="working", by_name=by.name, at=at, reason=reason,
            document="延长核查期限审批表",
        )  # fmt: skip
    keep_sheet(
        case=case, code="YH", by=by, at=at, step=step.node.code,
        rows=[("原期限", f"至{chinese_day(first)}"), ("延长后期限", f"至{chinese_day(last)}"), ("理　　由", reason),
              ("批准人", by.name)],
    )  # fmt: skip
    note(case, act="extend_check", by=by, at=at, body={"due_before": first, "due_on": last, "reason": reason})
    return clue
