"""Rows of recusal and hand-over, as acts would leave them."""

from __future__ import annotations

from typing import Any

from cases import models
from cases.models import Case
from enforcement.organisation.models import Person
from tests.factories.cases import day


def a_recusal(case: Case, person: Person, **facts: Any) -> models.Recusal:
    """Make a question of recusal that is not answered."""
    whole = {"name": person.name, "origin": "party", "ground": "近亲属", "asked_on": day("03-16"), "route": "head"}
    return models.Recusal.objects.create(case=case, person=person, **{**whole, **facts})


def a_handover(case: Case, taker: Person, **facts: Any) -> models.Handover:
    """Make a hand-over that nobody signed."""
    whole = {
        "giver_name": "甲", "taker_name": taker.name, "reason": "调整分工", "approver": "局长", "approved_on": day("03-16"),
    }  # fmt: skip
    return models.Handover.objects.create(case=case, taker=taker, **{**whole, **facts})
