"""The panel of remedies on the page of a case, and what must follow their outcome."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from cases.models import Case
from cases.rules.loading import load
from cases.rules.publicity import withdraw_due
from enforcement import clock


def remedies(case: Case, _request: HttpRequest) -> dict[str, Any] | None:
    """Return the remedies against a decision, None where there are none."""
    rows = list(case.remedies.select_related("answer"))
    if not rows:
        return None
    return {"remedies": rows, "withdraw_by": withdraw_due(load(case, today=clock.today()))}


def archived(case: Case, _request: HttpRequest) -> dict[str, Any] | None:
    """Return something to show of an archived case, None of another."""
    return {} if case.archived_on else None
