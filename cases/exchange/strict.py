"""How both interfaces are read: known parameters once, GET and HEAD alone, and nothing sent that is there already."""

from __future__ import annotations

import hashlib
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe
from django.utils.translation import gettext as _

from cases.exchange.problem import problem

READING: Final = ("GET", "HEAD")


def refusal_of(request: HttpRequest, known: frozenset[str]) -> HttpResponse | None:
    """Return why a request is refused as it stands: its method, or parameters that are not known or given twice."""
    if request.method not in READING:
        return problem(405, _("This address is only read."), headers={"Allow": ", ".join(READING)})
    wrong = misspelt(request, known)
    return problem(422, _("Parameters are unknown or given twice."), errors=wrong) if wrong else None


def misspelt(request: HttpRequest, known: frozenset[str]) -> list[dict[str, object]]:
    """Return the parameters that do not exist or stand there twice: a filter misspelt would open more than meant."""
    return [
        {"parameter": name, "detail": _("Given twice.") if name in known else _("There is no such parameter.")}
        for name, given in request.GET.lists()
        if name not in known or len(given) > 1
    ]


def conditional(request: HttpRequest, response: Any) -> Any:
    """Give an answer its ETag, and answer 304 to whoever has it already."""
    if response.status_code != 200 or response.streaming:  # noqa: PLR2004
        return response
    if not response.has_header("ETag"):
        response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers.setdefault("Cache-Control", "private, no-cache")
    changed = parse_http_date_safe(response.get("Last-Modified", "")) if response.has_header("Last-Modified") else None
    found: HttpResponse | None = get_conditional_response(request, response["ETag"], changed, response)
    return found if found is not None else response
