"""The board."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from cases.supervision.access import supervises
from enforcement.access import allow


@allow(supervises)
def board(request: HttpRequest) -> HttpResponse:
    """Show."""
    return HttpResponse("")


export = board
