"""Rows of execution, as acts would leave them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from cases import models
from cases.models import Case
from tests.factories.cases import day


def an_instalment(case: Case, on: str = "05-20", amount: int = 5000, **facts: Any) -> models.Instalment:
    """Make a part of a plan."""
    whole = {"number": 1, "approved_on": day("04-16"), "approved_by": "局长"}
    return models.Instalment.objects.create(case=case, due_on=day(on), amount=Decimal(amount), **{**whole, **facts})


def a_surcharge_order(case: Case, on: str = "04-22", **facts: Any) -> models.SurchargeOrder:
    """Make the decision to add three per cent a day."""
    whole = {"number": "加罚1号", "from_on": day("04-21")}
    return models.SurchargeOrder.objects.create(case=case, imposed_on=day(on), **{**whole, **facts})


def a_demand(case: Case, on: str = "04-27", until: str = "05-13", **facts: Any) -> models.Demand:
    """Make a served demand."""
    return models.Demand.objects.create(
        case=case, served_on=day(on), until_on=day(until), **{"number": "催1号", **facts}
    )


def an_agreement(case: Case, on: str = "05-06", **facts: Any) -> models.Agreement:
    """Make an agreement on performance."""
    return models.Agreement.objects.create(case=case, made_on=day(on), **{"terms": "分期缴清", **facts})


def an_enforcement(case: Case, on: str = "10-12", kind: str = "court", **facts: Any) -> models.Enforcement:
    """Make an application to the court."""
    whole = {"court": "乐陵市人民法院", "principal": Decimal(5000)}
    return models.Enforcement.objects.create(case=case, kind=kind, begun_on=day(on), **{**whole, **facts})
