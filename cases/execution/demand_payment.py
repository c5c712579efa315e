"""Demand performance (催告): before any enforcement, served, ten working days (行政强制法第三十五、五十四条)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from cases.acting import as_json, checked_day, lock, note, officers, require_open, signed
from cases.documents.layout import chinese_day
from cases.documents.sheets import keep_sheet, named
from cases.execution.money import money_of
from cases.models import Demand, Service
from cases.numbering import take_number
from cases.rules.time import demand_until
from cases.service import METHODS
from cases.settings import legal
from enforcement import clock
from enforcement.actor import Actor
from enforcement.flowcharts.calendar.current import calendar
from enforcement.organisation.duties.holding import require

NUMBER = "催"
DOCUMENT = "demand"


@transaction.atomic(durable=True)
def demand_payment(
    *, case_id: int, by: Actor, at: datetime, officer_ids: Iterable[int], served_on: date | None = None,
    method: str = "direct", receiver: str = "",
) -> Demand:  # fmt: skip
    """Serve the demand with the amount owed, the additional fine and the rights; its ten working days begin.

    Raises:
        NotAllowed: without the duty of handling. DayAhead, DayTooEarly: for the day of service.
        cases.rules.registry.RuleBroken: R01-R03 with fewer than two officers whose credential is valid that day.
    """
    case = lock(case_id)
    step = require_open(case, "conclude_demand")
    require(by=by, duty="handle", agency=case.agency)
    day = checked_day(served_on, at=at, field="served_on", not_before=clock.day_of(step.entered_at))
    people = officers(case, officer_ids, on=day)
    until = demand_until(day, legal(case.agency, day), calendar())
    made = Demand.objects.create(
        case=case, number=take_number(agency=case.agency, kind=NUMBER, on=day), served_on=day, method=method,
        until_on=until, officers=as_json(people),
    )  # fmt: skip
    Service.objects.create(
        case=case, document=DOCUMENT, method=method, served_on=day, receiver=receiver, officers=as_json(people)
    )
    money = money_of(case, day)
    keep_sheet(
        case=case, code="CG", by=by, at=at, step=step.node.code, number=made.number,
        rows=[
            ("处罚决定", case.decision.number), ("尚欠本金", f"人民币{money.principal_owed:,.2f}元"),
            ("加处罚款", f"至送达之日人民币{money.surcharge:,.2f}元" if money.imposed else "未加处"),
            ("履行期限", f"自收到本催告书之日起十个工作日内（至{chinese_day(until)}）"),
            ("履行方式", "到指定的银行或者通过电子支付系统缴纳"),
            ("权　　利", "当事人有权陈述、申辩；逾期不履行的，本机关将依法申请人民法院强制执行"),
            ("送　　达", f"{chinese_day(day)}，{METHODS[method][0]}，{receiver or '当事人'}"),
            ("送达人员", named(people)),
        ],
    )  # fmt: skip
    note(
        case, act="demand_payment", by=signed(by, people), at=at,
        body={"number": made.number, "served_on": day, "until_on": until, "owed": money.owed, "method": method},
    )  # fmt: skip
    return made
