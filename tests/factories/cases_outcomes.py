"""Rows of ends and remedies, as acts would leave them."""

from __future__ import annotations

from typing import Any

from cases import models
from cases.models import Case
from tests.factories.cases import day, moment


def an_ending(case: Case, on: str = "03-25", **facts: Any) -> models.Ending:
    """Make a decision without a penalty."""
    whole = {"kind": "no_penalty", "ground": "first", "reason": "首次、及时改正", "by": "局长"}
    return models.Ending.objects.create(case=case, on=day(on), **{**whole, **facts})


def a_police_transfer(case: Case, at: str = "03-16", **facts: Any) -> models.PoliceTransfer:
    """Make a transfer to the police whose team was formed."""
    return models.PoliceTransfer.objects.create(
        case=case, formed_at=moment(at), **{"crime": "生产、销售伪劣产品罪", **facts}
    )


def a_remedy(case: Case, on: str = "05-06", **facts: Any) -> models.Remedy:
    """Make a reconsideration that was filed."""
    whole = {"kind": "reconsideration", "organ": "乐陵市人民政府"}
    return models.Remedy.objects.create(case=case, filed_on=day(on), **{**whole, **facts})


def a_heavy_filing(case: Case, due: str = "04-17", **facts: Any) -> models.HeavyFiling:
    """Make the task to file a heavy decision."""
    return models.HeavyFiling.objects.create(case=case, due_on=day(due), **facts)
