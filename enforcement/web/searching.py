"""What search engines may show: refused everywhere, except the pages that apps enter here.

An entered page is named in robots.txt and, with its rows, in the site map; every other answer carries X-Robots-Tag.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse


class Place(NamedTuple):
    """One address of the site map and when its content last changed, if known."""

    path: str
    changed: date | datetime | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A page that search engines may show. ``rows`` are what it shows one of, ``place`` gives the address of a row."""

    url_name: str
    rows: Callable[[], QuerySet[Any]] | None = None
    place: Callable[[Any], Place] | None = None


OPENED: dict[str, Opened] = {}


def welcome(
    url_name: str,
    rows: Callable[[], QuerySet[Any]] | None = None,
    place: Callable[[Any], Place] | None = None,
) -> None:
    """Let search engines show a page; without ``rows`` it is one page without arguments."""
    OPENED[url_name] = Opened(url_name, rows, place)


def places(code: str, start: int, end: int) -> list[Place]:
    """Return some of the addresses of a page, by their place in order."""
    opened = OPENED[code]
    if opened.rows is None or opened.place is None:
        return [Place(reverse(code))][start:end]
    return [opened.place(row) for row in opened.rows()[start:end]]


def count(code: str) -> int:
    """Return how many addresses a page has."""
    opened = OPENED[code]
    return opened.rows().count() if opened.rows else 1


class RobotsMiddleware:
    """Refuse search engines every answer but those of the pages that are entered, each without a query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the header where it is needed; a view that set it stays heard."""
        response = self.get_response(request)
        match = request.resolver_match
        welcomed = match is not None and match.url_name in OPENED and response.status_code < 400  # noqa: PLR2004
        if not welcomed:
            response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        elif request.META.get("QUERY_STRING"):
            response.headers.setdefault("X-Robots-Tag", "noindex")
        return response
