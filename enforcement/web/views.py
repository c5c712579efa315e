"""Pages of errors."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from enforcement.access import allow, public
from enforcement.errors import NotFound, Refusal
from enforcement.web.refusals import refused


class StaleForm(Refusal):
    """Refuse a form whose session ended while it was filled in."""

    status = 403
    sentence = _("This page was open too long, or you signed in again elsewhere, so the form was not accepted.")
    remedy = _("Go back (what you typed is still there), reload the page and send it again.")


@allow(public)
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Say what to do when a form's token no longer fits."""
    return refused(request, StaleForm())


@allow(public)
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Answer for an address that leads nowhere."""
    return refused(request, NotFound())
