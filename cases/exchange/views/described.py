"""The public descriptions of the interfaces, for programs and for people."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from cases.exchange.api import first
from cases.exchange.describing import operations
from cases.exchange.opendata.description import description
from cases.exchange.problem import problem
from cases.publicity.parameters import licence
from enforcement.access import allow, public


@require_safe
@allow(public)
def api_description(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (a view gets it)
    """Return the OpenAPI description of the reading interface."""
    return openapi(first.description())


@require_safe
@allow(public)
def api_page(request: HttpRequest) -> HttpResponse:
    """Explain the reading interface."""
    return render(request, "exchange/api.html", {"operations": operations(first.description())})


@require_safe
@allow(public)
def open_description(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (a view gets it)
    """Return the OpenAPI description of the open data."""
    return openapi(description(licence()))


@csrf_exempt
@allow(public)
def api_nothing(request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001 (a view gets it)
    """Answer for an address that the interface does not have."""
    return problem(404, _("The interface has no such address. Its description is at /api/v1/openapi.json."))


def openapi(description: dict[str, Any]) -> HttpResponse:
    """Return a description as a file that browsers of other sites may read too."""
    response = JsonResponse(description, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, max-age=300"
    return response
