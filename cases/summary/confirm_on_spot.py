"""Confirm a penalty on the spot as the second officer, on the own phone: only then it gets its number."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.acting import lock, officers, require_open
from cases.models import Case
from cases.summary.confirming import by_phone
from cases.summary.delivering import deliver
from enforcement.actor import Actor


@transaction.atomic(durable=True)
def confirm_on_spot(*, case_id: int, by: Actor, at: datetime) -> Case:
    """Confirm as the second officer and deliver the decision.

    Raises:
        cases.summary.confirming.NotTheSecond: for anybody else.
        cases.rules.registry.RuleBroken: for the rules bound to ``penalise_on_spot``.
    """
    case = lock(case_id)
    require_open(case, "penalise_on_spot")
    by_phone(case, by, at=at)
    parts = list(case.assignments.filter(to_on__isnull=True).order_by("-role").values_list("person_id", flat=True))
    deliver(case, officers(case, [pk for pk in parts if pk], on=case.clue_on), by=by, at=at)
    return case
