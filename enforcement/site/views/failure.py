"""The page of an unexpected error: it needs neither the database nor a session."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template

from enforcement.access import allow, public


@allow(public)
def server_error(request: HttpRequest) -> HttpResponse:
    """Say that it failed, with the number by which the log is searched, and nothing more."""
    number = getattr(request, "id", "")
    return HttpResponse(get_template("500.html").render({"number": number}), status=500)
