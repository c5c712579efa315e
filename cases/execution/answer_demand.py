"""Record what the party said to the demand, and the answer (行政强制法第三十六条)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day, lock, note, require_open
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.models import Demand
from enforcement.actor import Actor
from enforcement.errors import Invalid, OutOfOrder
from enforcement.organisation.duties.holding import require

ARTICLE = "中华人民共和国行政强制法第三十六条"


class NoDemand(OutOfOrder):
    """Refuse an answer where no demand was served."""

    sentence = _("No demand has been served yet.")
    article = "中华人民共和国行政强制法第三十五条"


class AnswerMissing(Invalid):
    """Refuse a defence without the answer to it."""

    sentence = _("Write what the party said, and whether its facts and reasons hold.")
    article = ARTICLE


@transaction.atomic(durable=True)
def answer_demand(
    *, case_id: int, by: Actor, at: datetime, text: str, reply: str, made_on: date | None = None
) -> Demand:
    """Record the party's statement and the re-check of its facts, reasons and evidence.

    Raises:
        NotAllowed: without the duty of handling. NoDemand: before a demand. AnswerMissing: on its field.
    """
    case = lock(case_id)
    step = require_open(case, "conclude_demand")
    require(by=by, duty="handle", agency=case.agency)
    demand = case.demands.last()
    if demand is None:
        raise NoDemand
    if not text.strip() or not reply.strip():
        raise AnswerMissing(field="reply" if text.strip() else "text")
    day = checked_day(made_on, at=at, field="made_on", not_before=demand.served_on)
    demand.defence_on, demand.defence, demand.reply = day, text, reply
    demand.save(update_fields=["defence_on", "defence", "reply"])
    keep_sheet(
        case=case, code="CB", by=by, at=at, step=step.node.code,
        rows=[("日　　期", chinese_day(day)), ("陈述申辩", text), ("复核意见", reply)],
    )  # fmt: skip
    note(case, act="answer_demand", by=by, at=at, body={"demand": demand.number, "made_on": day, "reply": reply})
    return demand
