"""Apply to the court (行政强制法第五十三至五十五条): after the demand and the remedies, in three months."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import lock, note, require_open
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet
from cases.execution.money import money_of
from cases.models import Enforcement
from cases.rules.loading import load
from cases.rules.remedies import court_until
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, Refusal
from enforcement.organisation.duties.holding import require


class CourtMissing(Invalid):
    """Refuse an application to no court."""

    sentence = _("Name the court that is asked.")
    article = "中华人民共和国行政强制法第五十四条"


class EnforcedAlready(Refusal):
    """Refuse a second enforcement while one runs."""

    sentence = _("An enforcement of this case runs already.")
    remedy = _("Record its outcome first.")


@transaction.atomic(durable=True)
def apply_to_court(
    *, case_id: int, by: Actor, at: datetime, court: str, surcharge: Decimal | None = None, note_text: str = ""
) -> Enforcement:
    """Apply for the fine and the additional fine as its working stands that day, or less.

    Raises:
        NotAllowed: without the head's duty. CourtMissing: on its field. EnforcedAlready: while one runs.
        cases.rules.registry.RuleBroken: R26 (more than counts), R31 (no demand, its term, a remedy, three months).
    """
    case = lock(case_id)
    step = require_open(case, "conclude_enforcement")
    require(by=by, duty="decide", agency=case.agency)
    if not court.strip():
        raise CourtMissing(field="court")
    refuse_second(case.pk)
    day = clock.day_of(at)
    money, last = money_of(case, day), court_until(load(case, today=day))
    made = Enforcement.objects.create(
        case=case, kind="court", begun_on=day, last_on=last, court=court, principal=money.principal_owed,
        surcharge=money.surcharge if surcharge is None else surcharge, lawful_surcharge=money.surcharge,
        note=note_text[:300],
    )  # fmt: skip
    demand = case.demands.last()
    keep_sheet(
        case=case, code="QZ", by=by, at=at, step=step.node.code,
        rows=[
            ("受理法院", court), ("执行依据", case.decision.number),
            ("执行标的", f"罚没款人民币{made.principal:,.2f}元，加处罚款人民币{made.surcharge:,.2f}元"),
            ("催告情况", f"{demand.number}，{chinese_day(demand.served_on)}送达，当事人仍未履行" if demand else "无"),
            ("申请期限", f"至{chinese_day(last)}" if last else "—"),
            ("所附材料", "行政处罚决定书及作出决定的事实、理由和依据；当事人的意见及催告情况；标的情况"),
            ("负责人", by.name),
        ],
    )  # fmt: skip
    note(
        case, act="apply_to_court", by=by, at=at,
        body={"court": court, "principal": made.principal, "surcharge": made.surcharge, "last_on": last},
    )  # fmt: skip
    return made


def refuse_second(case_id: int) -> None:
    """Refuse where an enforcement of the case runs.

    Raises:
        EnforcedAlready: if one has no outcome yet.
    """
    if Enforcement.objects.filter(case_id=case_id, outcome="").exists():
        raise EnforcedAlready
