"""What an operation refuses, answered as a problem."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError

from cases.exchange.problem import problem


def answer_faults(api: NinjaAPI) -> None:
    """Have an interface answer problems; what is no refusal goes on to the site's page of failures."""
    api.add_exception_handler(Http404, _nothing)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(Exception, _failure)


def _nothing(request: HttpRequest, fault: Any) -> HttpResponse:  # noqa: ARG001 (the library gives it)
    return problem(404, _("There is nothing here, or it is not open to you."))


def _invalid(request: HttpRequest, fault: Any) -> HttpResponse:  # noqa: ARG001 (the library gives it)
    named = [{"parameter": str(one["loc"][-1]), "detail": one["msg"]} for one in fault.errors]
    return problem(422, _("Something in the request needs to be corrected."), errors=named)


def _failure(request: HttpRequest, fault: Any) -> HttpResponse:  # noqa: ARG001 (the library gives it)
    raise fault
