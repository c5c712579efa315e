"""Write and deliver the decision on the spot (S04): number of the series, document, service, term of the report."""

from __future__ import annotations

from datetime import datetime

from cases.acting import as_json, close_step, signed
from cases.documents.titles import title_of
from cases.draw_up_decision import default_performance, remedies_on_spot
from cases.models import Case, Decision, Payment, Service
from cases.numbering import ON_SPOT, take_number
from cases.papers import store
from cases.summary.paper import decision_on_spot
from cases.summary.parameters import report_due
from enforcement import clock
from enforcement.actor import Actor
from enforcement.flowcharts.engine.advance import TakingPart
from enforcement.flowcharts.models import StepRecord


def deliver(case: Case, people: list[TakingPart], *, by: Actor, at: datetime) -> Decision:
    """Number the decision, write it, record its delivery and leave S04; the report to the agency falls due.

    Raises:
        cases.rules.registry.RuleBroken: for the rules bound to ``penalise_on_spot``.
    """
    decision, spot, day = case.decision, case.on_spot, clock.day_of(at)
    decision.number = take_number(agency=case.agency, kind=ON_SPOT, on=day)
    decision.performance = _performance(case, decision)
    decision.remedies = remedies_on_spot(decision)
    decision.dated_on, decision.sealed = day, True  # a form of the agency, sealed before it is used
    decision.save(update_fields=["number", "performance", "remedies", "dated_on", "sealed"])
    case.number = decision.number
    case.save(update_fields=["number"])
    store(
        case=case, code="DC", title=title_of("DC"), content=decision_on_spot(case, decision, people), by=by, at=at,
        number=decision.number, step="S04",
    )  # fmt: skip
    Service.objects.create(
        case=case, document="decision", method="direct", served_on=day, receiver=case.party.name,
        officers=as_json(people), note=spot.refusal,
    )  # fmt: skip
    if spot.ground:
        Payment.objects.create(
            case=case, kind="paid", amount=decision.fine, on=day, channel="on_the_spot", receipt=spot.receipt,
            ground=spot.ground,
        )  # fmt: skip
    moved = close_step(
        case, act="penalise_on_spot", by=signed(by, people), at=at, outcome="delivered", people=people,
        events={"decided": day, "served": day},
        body={"number": decision.number, "fine": decision.fine, "kinds": decision.kinds, "second": spot.second_id,
              "confirmed": spot.confirmed_way, "ground": spot.ground, "receipt": spot.receipt},
    )  # fmt: skip
    spot.report_due_on = report_due(case.agency, day)
    spot.save(update_fields=["report_due_on"])
    for record in moved.entered:
        StepRecord.objects.filter(pk=record.pk).update(raw_due_on=spot.report_due_on, due_on=spot.report_due_on)
    return decision


def _performance(case: Case, decision: Decision) -> str:
    if not decision.fine:
        return "当场执行完毕。"
    if case.on_spot.ground:
        return f"罚款已当场收缴，财政专用票据号码：{case.on_spot.receipt}。"
    return default_performance(decision)
