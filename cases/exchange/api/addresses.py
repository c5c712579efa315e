"""The addresses of an interface: each operation behind its rule, strict about parameters, with an ETag."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Router

from cases.exchange.api.problem import problem
from enforcement.access import allow

READING: Final = ("GET", "HEAD")


def addresses(api: NinjaAPI, router: Router, prefix: str, known: Callable[[str], frozenset[str]]) -> list[URLPattern]:
    """Return the addresses of the operations of a router; the library's own pages are left out.

    The rule is the one written with ``allow`` on the function of the operation: without it the address has none and
    opens to nobody. ``known`` gives the parameters of an operation by its name.
    """
    functions = {o.view_func.__name__: o.view_func for v in router.path_operations.values() for o in v.operations}
    return [
        path(f"{prefix}{entry.pattern}", _view(entry.callback, functions[entry.name], known), name=entry.name)
        for entry in api.urls[0]
        if isinstance(entry, URLPattern) and entry.name in functions
    ]


def _view(run: Any, function: Any, known: Callable[[str], frozenset[str]]) -> Callable[..., Any]:
    def answer(request: HttpRequest, **arguments: Any) -> Any:
        if request.method not in READING:
            return problem(405, _("This address is only read."), headers={"Allow": ", ".join(READING)})
        wrong = _misspelt(request, known(function.__name__))
        if wrong:
            return problem(422, _("Parameters are unknown or given twice."), errors=wrong)
        request.method = "GET"  # a HEAD is answered like a GET; the server leaves the content out
        return _conditional(request, run(request, **arguments))

    answer.csrf_exempt = True  # type: ignore[attr-defined]  # nothing is written, and no cookie is read
    rule = getattr(function, "access_rule", None)
    return allow(rule)(answer) if rule is not None else answer


def _misspelt(request: HttpRequest, known: frozenset[str]) -> list[dict[str, object]]:
    """Return the parameters that do not exist or stand there twice: a filter misspelt would open more than meant."""
    return [
        {"parameter": name, "detail": _("Given twice.") if name in known else _("There is no such parameter.")}
        for name, given in request.GET.lists()
        if name not in known or len(given) > 1
    ]


def _conditional(request: HttpRequest, response: Any) -> Any:
    """Give an answer its ETag, and answer 304 to whoever has it already."""
    if response.status_code != 200 or response.streaming:  # noqa: PLR2004
        return response
    if not response.has_header("ETag"):
        response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers.setdefault("Cache-Control", "private, no-cache")
    changed = parse_http_date_safe(response.get("Last-Modified", "")) if response.has_header("Last-Modified") else None
    found: HttpResponse | None = get_conditional_response(request, response["ETag"], changed, response)
    return found if found is not None else response
