"""The published lists, for every verifier: no cookie, one statement, kept by caches for a minute."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags, quote_etag
from django.views.decorators.http import require_safe

from certification.status.newest import Published, index_file, shard_file
from enforcement import clock
from enforcement.access import allow, public
from enforcement.errors import NotFound

CACHED: Final = "public, max-age=60, no-transform"
"""A minute; nobody on the way may compress again what is compressed."""
INDEX_TYPE: Final = "application/jwt"


@require_safe
@allow(public)
def shard(request: HttpRequest, number: int) -> HttpResponse:
    """Return the newest signed file of a shard."""
    return as_file(request, shard_file(number, at=clock.now()), "application/octet-stream")


@require_safe
@allow(public)
def index(request: HttpRequest) -> HttpResponse:
    """Return the signed list of shards."""
    return as_file(request, index_file(at=clock.now()), INDEX_TYPE)


def as_file(request: HttpRequest, found: Published | None, content_type: str) -> HttpResponse:
    """Return a published file to whoever asks from wherever, or 304 where they have it."""
    if found is None:
        raise NotFound
    etag = quote_etag(found.sha256)
    headers = {"Cache-Control": CACHED, "ETag": etag, "Access-Control-Allow-Origin": "*"}
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if etag in [tag.removeprefix("W/") for tag in known] or known == ["*"]:
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(found.body, content_type=content_type, headers=headers)


def as_json(request: HttpRequest, value: Mapping[str, Any], content_type: str) -> HttpResponse:
    """Return a public document made for this request."""
    body = json.dumps(value, ensure_ascii=False).encode()
    return as_file(request, Published(0, hashlib.sha256(body).hexdigest(), body), content_type)
