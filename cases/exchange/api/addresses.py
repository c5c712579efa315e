"""The addresses of an interface: each operation behind its rule, strict about parameters, with an ETag."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from ninja import NinjaAPI, Router

from cases.exchange.strict import conditional, refusal_of
from enforcement.access import allow


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
        refusal = refusal_of(request, known(function.__name__))
        if refusal is not None:
            return refusal
        request.method = "GET"  # a HEAD is answered like a GET; the server leaves the content out
        return conditional(request, run(request, **arguments))

    answer.csrf_exempt = True  # type: ignore[attr-defined]  # nothing is written, and no cookie is read
    rule = getattr(function, "access_rule", None)
    return allow(rule)(answer) if rule is not None else answer
