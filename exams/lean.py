"""The short stack for answers: no session, account, message or CSRF cookie; a signed token instead (decision 0004).

``enforcement.wsgi`` sends every path under ``/x/`` here. What ``exams.lean_views`` answers goes from the WSGI
environment to the act and back, without a request object or a list of addresses to try: a save costs less that way than
Django needs to find out that it is one. Everything else under ``/x/`` (``exams.lean_urls``) goes through Django's own
handler with an empty chain.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import get_resolver
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.errors import NotFound, Refusal, TooMany
from enforcement.web.middleware import LanguageMiddleware
from exams import tokens
from exams.lean_views import ENDPOINTS, Endpoint
from exams.sitting_refusals import BadAnswer
from exams.tokens import TokenRefused

URLCONF: Final = "exams.lean_urls"
MAX_BODY: Final = 512 * 1024
ADDRESS: Final = re.compile(r"/x/(sittings|sessions)/([0-9]{1,18})/([a-z]+)")
LANGUAGE: Final = re.compile(rf"(?:^|;\s*){settings.LANGUAGE_COOKIE_NAME}=([A-Za-z-]+)")
REASONS: Final = {int(status): f"{int(status)} {status.phrase}" for status in HTTPStatus}
log = logging.getLogger("exams.lean")
Environ = dict[str, Any]
Respond = Any
"""The server's ``start_response``."""


class Fault(Refusal):
    """Answer for an error of the server's own."""

    status = 500
    sentence = _("The server could not take this just now. Your answers are kept on this computer.")
    remedy = _("They are sent again by themselves.")


class WrongMethod(Refusal):
    """Refuse a request of the wrong method."""

    status = 405
    sentence = _("This address is asked in another way.")


def application(environ: Environ, start_response: Respond) -> Iterable[bytes]:
    """Answer one request."""
    found = ADDRESS.fullmatch(environ.get("PATH_INFO", ""))
    endpoint = ENDPOINTS.get(found[3]) if found else None
    if found is None or endpoint is None or endpoint.of != found[1]:
        return _others(environ, start_response)
    more: list[tuple[str, str]] = []
    try:
        said, status = _answer(environ, endpoint, int(found[2])), 200
    except Exception as fault:  # noqa: BLE001 (whatever happens, the browser is told in JSON)
        said, status, more = _refused(environ, fault)
    finally:
        if endpoint.models and not connection.in_atomic_block:
            close_old_connections()
    content = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    headers = [
        ("Content-Type", "application/json"),
        ("Content-Length", str(len(content))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        *more,
    ]
    start_response(REASONS[status], headers)
    return [content]


def _answer(environ: Environ, endpoint: Endpoint, number: int) -> dict[str, Any]:
    if environ["REQUEST_METHOD"] != endpoint.method:
        raise WrongMethod
    given = environ.get("HTTP_AUTHORIZATION", "").removeprefix("Bearer ")
    token = tokens.unseal(given, now=clock.now().timestamp())
    if number != (token.sitting if endpoint.of == "sittings" else token.session):
        raise TokenRefused
    return endpoint.answer(token, _body(environ) if endpoint.method == "POST" else {})


def _body(environ: Environ) -> dict[str, Any]:
    try:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if not 0 < length <= MAX_BODY:
            raise BadAnswer(field="d")
        content = json.loads(environ["wsgi.input"].read(length))
    except (ValueError, RecursionError):
        raise BadAnswer(field="d") from None
    if not isinstance(content, dict):
        raise BadAnswer(field="d")
    return content


def _refused(environ: Environ, fault: Exception) -> tuple[dict[str, Any], int, list[tuple[str, str]]]:
    refusal = fault if isinstance(fault, Refusal) else Fault()
    if refusal is not fault:
        log.error("an answer could not be taken: %s", environ.get("PATH_INFO"), exc_info=fault)
    chosen = LANGUAGE.search(environ.get("HTTP_COOKIE", ""))
    language = chosen[1] if chosen and chosen[1] in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        said = words_of(refusal)
    more = [("Content-Language", language)]
    if isinstance(refusal, TooMany):
        more.append(("Retry-After", str(refusal.retry_after)))
    return said, status_of(refusal), more


def words_of(refusal: Refusal) -> dict[str, Any]:
    """Return a refusal as it is sent: code, sentence, remedy, in the language that is active."""
    words = {"code": refusal.code, "sentence": str(refusal.sentence), "remedy": str(refusal.remedy)}
    return {"refused": words}


def status_of(refusal: Refusal) -> int:
    """Return the HTTP status of a refusal: 422 where a field is at fault."""
    return 422 if refusal.field else int(refusal.status)


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
        log.exception("an answer could not be given: %s", request.path)
        response = refused(request, Fault())
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Length"] = str(len(response.content))
    return response


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return a refusal as JSON in the language that the person chose."""

    def say(_request: HttpRequest) -> HttpResponse:
        return JsonResponse(words_of(refusal), status=status_of(refusal))

    return LanguageMiddleware(say)(request)


_others = Application()
