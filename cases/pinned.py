"""What the page of a case says of the version it is pinned to, where there is something to say."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from cases.models import Case
from enforcement.flowcharts.exceptions.panel import of_run


def shown(case: Case, request: HttpRequest) -> dict[str, Any] | None:
    """Return laws laid over the case, orders that move it and whether one may be asked for, None for nothing."""
    return of_run(case.run, request) if case.run else None
