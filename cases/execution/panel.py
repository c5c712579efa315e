"""The panel of money on the page of a case: owed, paid, next due, and the additional fine with its working."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from cases.execution.money import money_of
from cases.models import Case, Decision
from cases.rules.loading import load
from cases.rules.remedies import court_until, lapsed_on
from cases.timing import light_of
from enforcement import clock


def money(case: Case, _request: HttpRequest) -> dict[str, Any] | None:
    """Return the money of a case in which some was decided, None otherwise."""
    decision = Decision.objects.filter(case=case, kind="penalise").first()
    if decision is None or not (decision.fine or decision.confiscation):
        return None
    today = clock.today()
    found = money_of(case, today)
    due = found.next_due
    file = load(case, today=today)
    return {
        "money": found, "next_on": due[0] if due else None, "next_amount": due[1] if due else None,
        "light": light_of(due[0], decision.decided_on, today) if due else "", "today": today,
        "lapsed_on": lapsed_on(file), "court_until": court_until(file), "show_court": bool(found.working.total),
        "instalments": list(found.schedule) if len(found.schedule) > 1 else [],
        "demand": case.demands.last(), "would_be": bool(found.working.total and not found.imposed),
    }  # fmt: skip
