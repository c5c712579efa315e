"""A refusal as a page, or as a fragment where htmx asks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from enforcement.errors import Refusal, TooMany


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the sentence, the article and what to do next, with the refusal's HTTP status."""
    status = 422 if refusal.field else int(refusal.status)
    fragment = bool(getattr(request, "htmx", False))
    template = "errors/_refusal.html" if fragment else "errors/refusal.html"
    response = render(request, template, {"refusal": refusal, "status": status}, status=status)
    if fragment:
        response["HX-Retarget"] = "#refusal"
        response["HX-Reswap"] = "innerHTML"
    if isinstance(refusal, TooMany):
        response["Retry-After"] = str(refusal.retry_after)
    return response
