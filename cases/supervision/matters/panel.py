"""The panel on the page of a case: the letters and decisions of supervision that concern it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from cases.models import Case
from cases.supervision.matters.access import WATCHING, letters_for, matters_for
from cases.supervision.matters.acting import ORGAN
from enforcement.organisation.access import duties_of


def supervision(case: Case, request: HttpRequest) -> dict[str, Any] | None:
    """Return the letters on a case that the reader may open, and for supervisors the matters; None without any."""
    if not duties_of(request) & {ORGAN, *WATCHING}:
        return None
    letters = list(letters_for(request).filter(matter__case=case))
    matters = list(matters_for(request).filter(case=case))
    return {"letters": letters, "matters": matters} if letters or matters else None
