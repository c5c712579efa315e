"""Enforce without the court, where a law gives the agency that power (行政强制法第十三、三十七、四十六条)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import lock, note, require_open
from cases.documents.sheets import keep_sheet
from cases.execution.apply_to_court import refuse_second
from cases.execution.money import money_of
from cases.execution.parameters import OWN_POWER
from cases.models import Enforcement
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, Refusal
from enforcement.organisation.duties.holding import require
from enforcement.organisation.parameters import value


class NoOwnPower(Refusal):
    """Refuse own enforcement by an agency to which no law gives it."""

    sentence = _("No law gives this agency the power to enforce by itself.")
    article = "中华人民共和国行政强制法第十三条"
    remedy = _("Apply to the court. Where a law does give the power, have it entered in the register of settings.")


class MannerMissing(Invalid):
    """Refuse enforcement without saying how."""

    sentence = _("Write how it is enforced: never at night or on holidays, never by cutting off water, power or heat.")
    article = "中华人民共和国行政强制法第三十七条、第四十三条"


@transaction.atomic(durable=True)
def enforce_itself(*, case_id: int, by: Actor, at: datetime, manner: str) -> Enforcement:
    """Decide on own enforcement and its manner.

    Raises:
        NotAllowed: without the head's duty. NoOwnPower: where no law gives it. MannerMissing: on its field.
        cases.rules.registry.RuleBroken: R31 before the demand and its term.
    """
    case = lock(case_id)
    step = require_open(case, "conclude_enforcement")
    require(by=by, duty="decide", agency=case.agency)
    day = clock.day_of(at)
    basis = str(value(OWN_POWER, agency=case.agency, on=day)).strip()
    if not basis:
        raise NoOwnPower
    if not manner.strip():
        raise MannerMissing(field="manner")
    refuse_second(case.pk)
    money = money_of(case, day)
    made = Enforcement.objects.create(
        case=case, kind="own", begun_on=day, basis=basis[:200], principal=money.principal_owed,
        surcharge=money.surcharge, lawful_surcharge=money.surcharge, note=manner[:300],
    )  # fmt: skip
    keep_sheet(
        case=case, code="QJ", by=by, at=at, step=step.node.code,
        rows=[
            ("强制执行的理由和依据", f"经催告仍不履行；{basis}"), ("执行依据", case.decision.number),
            ("执行标的", f"人民币{money.owed:,.2f}元"), ("强制执行的方式和时间", manner),
            ("救济途径", "可以依法申请行政复议或者提起行政诉讼"), ("负责人", by.name),
        ],
    )  # fmt: skip
    note(case, act="enforce_itself", by=by, at=at, body={"basis": basis, "owed": money.owed, "manner": manner})
    return made
