"""The short chain around every page of the full site."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation

from enforcement.access import rule_of
from enforcement.errors import NotAllowed, NotFound, Refusal
from enforcement.web.acts import sent_again
from enforcement.web.refusals import refused

Next = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("enforcement")


class RequestIdMiddleware:
    """Give each request an id that the person reads on an error page and the log carries."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the id in a header."""
        request.id = secrets.token_hex(6)  # type: ignore[attr-defined]
        response = self.get_response(request)
        response["X-Request-Id"] = request.id  # type: ignore[attr-defined]
        return response


class ZeroMiddleware:
    """Take the character 0 out of an address: nobody types it, and no row can hold or be asked for it."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer what is left of the address."""
        while "%00" in request.META.get("QUERY_STRING", ""):
            request.META["QUERY_STRING"] = request.META["QUERY_STRING"].replace("%00", "")
        request.path_info = request.path_info.replace("\x00", "")
        return self.get_response(request)


class LanguageMiddleware:
    """Speak Chinese unless the person chose another language (a browser's own setting is not a choice)."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language chosen."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class RefusalMiddleware:
    """Turn a refusal that a view did not catch into its page."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; refusals come to process_exception."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal; leave every other exception to Django.

        A form that was done and is sent again, when its page is no longer offered, goes where it went before.
        """
        if isinstance(exception, Http404):
            exception = NotFound()
        if not isinstance(exception, Refusal):
            return None
        return sent_again(request) or refused(request, exception)


class DenyByDefaultMiddleware:
    """Open a page only through the rule written on its view."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; the rule is judged in process_view."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., Any],
        args: Any,  # noqa: ARG002
        kwargs: Any,  # noqa: ARG002
    ) -> HttpResponse | None:
        """Let the view run, ask for a sign-in, or refuse."""
        match = request.resolver_match
        rule = rule_of(view, match.url_name if match else None)
        if rule is None:
            log.error("no access rule on %s", request.path)
            return refused(request, NotAllowed())
        if rule(request):
            return None
        if rule.refusal is not None:
            return rule.refusal(request)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return refused(request, NotAllowed())
