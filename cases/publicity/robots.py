"""robots.txt and the site map: what search engines may read is what apps entered, and nothing else."""

from __future__ import annotations

from math import ceil
from typing import Final
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver, reverse
from django.views.decorators.http import require_safe

from enforcement.access import allow, public
from enforcement.errors import NotFound
from enforcement.web.searching import OPENED, Place, count, places

MOST: Final = 10_000
"""Addresses in one file of the site map (the protocol allows fifty thousand)."""
NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
DAY: Final = {"Cache-Control": "public, max-age=3600"}


@require_safe
@allow(public)
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (every view takes it)
    """Allow the places of the entered pages, refuse the rest, and name the site map."""
    allowed = sorted({_prefix(code) for code in OPENED})
    lines = ["User-agent: *", *(f"Allow: {path}" for path in ("/$", "/static/", *allowed) if path != "/"),
             "Disallow: /", f"Sitemap: {settings.PUBLIC_URL}{reverse('sitemap')}"]  # fmt: skip
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8", headers=DAY)


@require_safe
@allow(public)
def sitemap(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (every view takes it)
    """List the files of the site map."""
    files = [(code, page) for code in OPENED for page in range(1, ceil(count(code) / MOST) + 1)]
    return _xml("sitemapindex", "sitemap", [Place(reverse("sitemap_part", args=one)) for one in files])


@require_safe
@allow(public)
def sitemap_part(request: HttpRequest, code: str, page: int) -> HttpResponse:  # noqa: ARG001 (every view takes it)
    """List addresses of one page, in one file."""
    found = places(code, (page - 1) * MOST, page * MOST) if code in OPENED and page else []
    if not found:
        raise NotFound
    return _xml("urlset", "url", found)


def _prefix(code: str) -> str:
    """Return the fixed beginning of a page's address."""
    route = next(iter(get_resolver().reverse_dict.getlist(code)))[0][0][0]
    return "/" + str(route).partition("%(")[0]


def _xml(root: str, item: str, found: list[Place]) -> HttpResponse:
    rows = "".join(
        f"<{item}><loc>{escape(settings.PUBLIC_URL + place.path)}</loc>"
        + (f"<lastmod>{place.changed.isoformat()}</lastmod>" if place.changed else "") + f"</{item}>\n"
        for place in found
    )  # fmt: skip
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{NAMESPACE}">\n{rows}</{root}>\n'
    return HttpResponse(body, content_type="application/xml; charset=utf-8", headers=DAY)
