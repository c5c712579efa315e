"""The short stack for answers: no session, account, message or CSRF cookie; a signed token instead (decision 0004).

``enforcement.wsgi`` sends every path under ``/x/`` here.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core.handlers.wsgi import WSGIHandler
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import get_resolver
from django.utils.translation import gettext_lazy as _

from enforcement.errors import NotFound, Refusal
from enforcement.web.middleware import LanguageMiddleware

URLCONF = "exams.lean_urls"
log = logging.getLogger("exams.lean")


class Fault(Refusal):
    """Answer for an error of the server's own."""

    status = 500
    sentence = _("The server could not take this just now. Your answers are kept on this computer.")
    remedy = _("They are sent again by themselves.")


class Application(WSGIHandler):
    """Django's handler with a chain of one: resolve, run, and turn every refusal into JSON."""

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: FBT001, FBT002 (Django's signature)
        """Load none."""

    def get_response(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        response = answer(request)
        response._resource_closers.append(request.close)  # type: ignore[attr-defined]  # noqa: SLF001 (as Django's own does)
        return response


def answer(request: HttpRequest) -> HttpResponse:
    """Return a view's answer, or its refusal as JSON: code, sentence, remedy."""
    try:
        match = get_resolver(URLCONF).resolve(request.path_info)
        view: Callable[..., HttpResponse] = match.func
        response = view(request, *match.args, **match.kwargs)
    except Refusal as refusal:
        response = refused(request, refusal)
    except Http404:
        response = refused(request, NotFound())
    except Exception:
        log.exception("an answer could not be taken: %s", request.path)
        response = refused(request, Fault())
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Length"] = str(len(response.content))
    return response


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return a refusal as JSON in the language that the person chose."""

    def say(_request: HttpRequest) -> HttpResponse:
        content = {"code": refusal.code, "sentence": str(refusal.sentence), "remedy": str(refusal.remedy)}
        return JsonResponse({"refused": content}, status=422 if refusal.field else int(refusal.status))

    return LanguageMiddleware(say)(request)


application = Application()
