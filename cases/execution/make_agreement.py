"""Agree on performance in parts (执行协议): the additional fine may be waived, the fine not (行政强制法第四十二条)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import lock, note, require_open
from cases.documents.sheets import keep_sheet
from cases.execution.money import money_of
from cases.execution.plan import checked_parts, lay_plan, rows_of
from cases.models import Agreement, SurchargeOrder
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.organisation.duties.holding import require

WHILE_ENFORCED = frozenset({"conclude_demand", "conclude_enforcement"})


class TermsMissing(Invalid):
    """Refuse an agreement without terms."""

    sentence = _("Write what was agreed: that no public interest or right of others suffers, and how it is performed.")
    article = "中华人民共和国行政强制法第四十二条第一款"


@transaction.atomic(durable=True)
def make_agreement(
    *, case_id: int, by: Actor, at: datetime, terms: str, parts: Iterable[tuple[date, Decimal]] = (),
    waives_surcharge: bool = False,
) -> Agreement:  # fmt: skip
    """Record the agreement, with a plan of parts where there is one; a waiver ends the additional fine.

    Raises:
        NotAllowed: without the head's duty. TermsMissing: on its field. PlanUnsound: for parts that do not fit.
    """
    case = lock(case_id)
    step = require_open(case, *WHILE_ENFORCED)
    require(by=by, duty="decide", agency=case.agency)
    if not terms.strip():
        raise TermsMissing(field="terms")
    day = clock.day_of(at)
    if waives_surcharge:
        SurchargeOrder.objects.filter(case=case, waived_on__isnull=True).update(waived_on=day)
        case.refresh_from_db()
    made = Agreement.objects.create(case=case, made_on=day, terms=terms, waives_surcharge=waives_surcharge)
    owed, given = money_of(case, day).owed, list(parts)
    rows = [("协议内容", terms), ("加处罚款", "减免" if waives_surcharge else "不减免")]
    if given:
        lay_plan(
            case, checked_parts(given, due_on=day, owed=owed, after=day), on=day, approved_by=by.name, reason="执行协议"
        )
        rows += rows_of(given, by.name, "执行协议")
    keep_sheet(case=case, code="XY", by=by, at=at, step=step.node.code, rows=rows)
    note(
        case, act="make_agreement", by=by, at=at,
        body={"terms": terms, "waives_surcharge": waives_surcharge, "parts": [[on, a] for on, a in given]},
    )  # fmt: skip
    return made
